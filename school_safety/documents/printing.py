"""Large prints: ordered now, set piece by piece in the background, kept sealed for an hour.

Allowed to be lost, like everything in the volatile store: a print is ordered again with one click.
"""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from school_safety.accounts.models import User
from school_safety.kernel.refusals import Absent
from school_safety.vault import parcels
from school_safety.volatile import store

from . import render

ORDER, FILE, TTL = "print.order", "print.file", 60 * 60
WAITING, WORKING, READY, FAILED = "waiting", "working", "ready", "failed"

# subject, by=, language=, at= -> pieces, each the contexts of some pages, or one text for many
# readers; asks the policy again, as that person
Producer = Callable[..., Iterator[list[dict[str, Any]] | render.Stamped]]
_producers: dict[str, tuple[str, Producer]] = {}


@dataclass(frozen=True)
class Order:
    """`subject` is an id that the producer understands; `done` and `total` are pages."""

    id: str
    kind: str
    subject: str
    user_id: str
    district_id: str
    language: str
    total: int
    done: int = 0
    state: str = WAITING


def produces(kind: str, template: str, producer: Producer) -> None:
    """A room says how its prints of this kind are made."""
    _producers[kind] = (template, producer)


def order(
    kind: str, subject: object, *, by: User, district_id: UUID, language: str, total: int
) -> Order:
    """Put a print into the queue."""
    from .tasks import set_print

    made = Order(
        str(uuid.uuid4()), kind, str(subject), str(by.pk), str(district_id), language, total
    )
    _keep(made)
    set_print.enqueue(made.id)
    return made


def of(user: User, order_id: UUID | str) -> Order:
    """This person's own order, or Absent."""
    found = _find(str(order_id))
    if found is None or found.user_id != str(user.pk):
        raise Absent
    return found


def file_of(made: Order) -> bytes:
    """The finished file, or Absent when it is not there (any more)."""
    sealed = store.get(FILE, made.id)
    if sealed is None:
        raise Absent
    return parcels.unseal(sealed, kind=FILE, key=made.id)


def fulfil(order_id: str, *, at: datetime) -> None:
    """Set the pages, telling after each piece how far it is; whatever stops it is told too."""
    made = _find(order_id)
    if made is None:
        return
    try:
        by = User.objects.get(pk=made.user_id, is_active=True)
        template, producer = _producers[made.kind]
        parts = []
        for contexts in producer(made.subject, by=by, language=made.language, at=at):
            parts.append(render.piece(template, contexts, language=made.language))
            made = replace(made, done=made.done + len(contexts), state=WORKING)
            _keep(made)
        whole = render.joined(parts)
        district = UUID(made.district_id)
        store.put(
            FILE, made.id, parcels.seal(whole, district_id=district, kind=FILE, key=made.id), TTL
        )
        _keep(replace(made, state=READY))
    except BaseException:
        _keep(replace(made, state=FAILED))
        raise


def _keep(made: Order) -> None:
    store.put(ORDER, made.id, json.dumps(asdict(made)).encode(), TTL)


def _find(order_id: str) -> Order | None:
    kept = store.get(ORDER, order_id)
    return Order(**json.loads(kept)) if kept else None
