"""Long rounds of telling many people: a room says how one goes, the queue takes it along.

What a killed worker left is the room's own to find again: a round bears being begun twice.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction

Walk = Callable[[str], None]
_walks: dict[str, Walk] = {}


def goes(kind: str, walk: Walk) -> None:
    """A room says how its rounds of this kind go; the walk is given the round's id."""
    _walks[kind] = walk


def begin(kind: str, round_id: object) -> None:
    """Into the queue, when the transaction commits."""
    from .tasks import go_round

    transaction.on_commit(partial(go_round.enqueue, kind, str(round_id)), robust=True)


def go(kind: str, round_id: str) -> None:
    """The whole way, or what is left of it."""
    _walks[kind](round_id)
