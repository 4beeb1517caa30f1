"""Boolean rules over criteria, in three values: yes, no, and "not known, because unanswered"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .totals import Bounds

Truth = bool | None


@dataclass(frozen=True)
class Facts:
    """What a rule may look at."""

    met: Callable[[str], Truth]  # is this item's criterion met?
    value: Callable[[str], int | None]
    scale: Callable[[str], Bounds]


def every(truths: list[Truth]) -> Truth:
    """Kleene's and."""
    if False in truths:
        return False
    return None if None in truths else True


def some(truths: list[Truth]) -> Truth:
    """Kleene's or."""
    if True in truths:
        return True
    return None if None in truths else False


def at_least(needed: int, truths: list[Truth]) -> Truth:
    """Yes when enough are met, no when enough no longer can be."""
    yes = truths.count(True)
    if yes >= needed:
        return True
    return None if yes + truths.count(None) >= needed else False


def holds(tree: str | Mapping[str, Any], facts: Facts) -> Truth:
    """Walk one rule tree. A bare word is the id of an item whose criterion must be met."""
    if isinstance(tree, str):
        return facts.met(tree)
    if "all" in tree:
        return every([holds(branch, facts) for branch in tree["all"]])
    if "any" in tree:
        return some([holds(branch, facts) for branch in tree["any"]])
    if "not" in tree:
        inner = holds(tree["not"], facts)
        return None if inner is None else not inner
    if "of" in tree:
        return at_least(tree["at_least"], [holds(branch, facts) for branch in tree["of"]])
    if "item" in tree:
        value = facts.value(tree["item"])
        return None if value is None else value >= tree["at_least"]
    return facts.scale(tree["scale"]).reaches(tree["at_least"])
