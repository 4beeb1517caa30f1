"""Large prints and folders: ordered now, made piece by piece in the background, kept sealed for an hour.

Allowed to be lost, like everything in the volatile store: a print is ordered again with one click.
"""

import hashlib
import json
import time
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

from . import folder, render

ORDER, FILE, ONCE, TTL = "print.order", "print.file", "print.once", 60 * 60
SILENT = 5 * 60  # seconds without a word, after which work that was begun counts as stopped
WAITING, WORKING, READY, FAILED = "waiting", "working", "ready", "failed"

# subject, by=, language=, at= -> pieces, each the contexts of some pages, or one text for many
# readers; asks the policy again, as that person
Producer = Callable[..., Iterator[list[dict[str, Any]] | render.Stamped]]
# the same for a folder: the files of each step
Gatherer = Callable[..., Iterator[list[folder.File]]]
_producers: dict[str, tuple[str, Producer]] = {}
_gatherers: dict[str, Gatherer] = {}


@dataclass(frozen=True)
class Order:
    """`subject` is an id that the producer understands; `done` and `total` are pages, or steps."""

    id: str
    kind: str
    subject: str
    user_id: str
    district_id: str
    language: str
    total: int
    done: int = 0
    state: str = WAITING
    told_at: float = 0


def produces(kind: str, template: str, producer: Producer) -> None:
    """A room says how its prints of this kind are made."""
    _producers[kind] = (template, producer)


def gathers(kind: str, gatherer: Gatherer) -> None:
    """A room says how its folders of this kind are put together."""
    _gatherers[kind] = gatherer


def order(
    kind: str, subject: object, *, by: User, district_id: UUID, language: str, total: int
) -> Order:
    """Put a print into the queue."""
    made = _new(kind, subject, by, district_id, language, total)
    return _queue(made)


def order_once(
    kind: str,
    subject: object,
    *,
    version: str,
    by: User,
    district_id: UUID,
    language: str,
    total: int,
) -> Order:
    """The same, but a second click finds what the first one ordered, while it is made and while it
    lies there; only after a failure, or for another version, it is made anew."""
    made, before = _new(kind, subject, by, district_id, language, total), ""
    while True:
        words = f"{kind} {subject} {version} {by.pk} {language} {before}"
        key = hashlib.sha256(words.encode()).hexdigest()
        if store.put_new(ONCE, key, made.id.encode(), TTL):
            return _queue(made)
        before = (store.get(ONCE, key) or b"").decode()
        known = _find(before)
        if known is not None and known.state != FAILED and _still_there(known):
            store.delete(ORDER, made.id)
            return known


def _new(
    kind: str, subject: object, by: User, district_id: UUID, language: str, total: int
) -> Order:
    made = Order(
        str(uuid.uuid4()), kind, str(subject), str(by.pk), str(district_id), language, total
    )
    _keep(made)
    return made


def _queue(made: Order) -> Order:
    from .tasks import set_print

    set_print.enqueue(made.id)
    return made


def _still_there(made: Order) -> bool:
    return made.state != READY or store.get(FILE, made.id) is not None


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
        whole, made = (_gathered if made.kind in _gatherers else _set)(made, by, at)
        district = UUID(made.district_id)
        store.put(
            FILE, made.id, parcels.seal(whole, district_id=district, kind=FILE, key=made.id), TTL
        )
        _keep(replace(made, state=READY))
    except BaseException:
        _keep(replace(made, state=FAILED))
        raise


def _set(made: Order, by: User, at: datetime) -> tuple[bytes, Order]:
    template, producer = _producers[made.kind]
    parts = []
    for contexts in producer(made.subject, by=by, language=made.language, at=at):
        parts.append(render.piece(template, contexts, language=made.language))
        made = _step(made, len(contexts))
    return render.joined(parts), made


def _gathered(made: Order, by: User, at: datetime) -> tuple[bytes, Order]:
    files: list[folder.File] = []
    for some in _gatherers[made.kind](made.subject, by=by, language=made.language, at=at):
        files += some
        made = _step(made, 1)
    return folder.zipped(files), made


def _step(made: Order, more: int) -> Order:
    made = replace(made, done=made.done + more, state=WORKING)
    _keep(made)
    return made


def _keep(made: Order) -> None:
    told = replace(made, told_at=time.time())
    store.put(ORDER, made.id, json.dumps(asdict(told)).encode(), TTL)


def _find(order_id: str) -> Order | None:
    """Of work that a killed worker left half way, nobody says so: its silence does."""
    kept = store.get(ORDER, order_id)
    found = Order(**json.loads(kept)) if kept else None
    if found and found.state == WORKING and time.time() - found.told_at > SILENT:
        return replace(found, state=FAILED)
    return found
