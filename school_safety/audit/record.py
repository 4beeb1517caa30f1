"""The only writer of history: one row in the caller's transaction, or no deed at all."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from school_safety.storage.inserting import insert

from . import marks
from .events import Event, catalogue
from .models import AuditEvent

CODE = re.compile(r"[A-Za-z0-9_.:/-]*")


class Actor(Protocol):
    """Whoever did it; an account, by its id alone."""

    pk: Any


def record(
    event: Event,
    *,
    by: Actor | None = None,
    role: str = "",
    district_id: UUID | None = None,
    school_id: UUID | None = None,
    student_id: UUID | None = None,
    object_kind: str = "",
    object_id: object = "",
    grant_id: UUID | None = None,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    at: datetime,
) -> AuditEvent:
    """Remember this. Whatever stops the row from being written also stops the caller."""
    if event.code not in catalogue():
        message = f"{event.code} is not in the catalogue"
        raise ValueError(message)
    row = AuditEvent(
        key=uuid.uuid4(), event=event.code, at=at, district_id=_uuid(district_id),
        school_id=_uuid(school_id), student_id=_uuid(student_id),
        actor_id=_uuid(getattr(by, "pk", None)), actor_role=role, object_kind=object_kind,
        object_id=str(object_id), grant_id=_uuid(grant_id), reason=_short(reason),
        facts=_codes_only(facts or {}),
    )  # fmt: skip
    row.mark = marks.mark_of(row, marks.secret())
    insert(row)
    return row


def _uuid(value: object) -> UUID | None:
    return value if value is None or isinstance(value, UUID) else UUID(str(value))


def _codes_only(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Ids, codes and figures; anything that could be a sentence is a mistake of the caller."""
    return {name: _fact(value) for name, value in facts.items()}


def _fact(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_fact(item) for item in value]
    return _short(str(value))


def _short(text: str) -> str:
    if not CODE.fullmatch(text) or len(text) > 80:
        message = "audit facts and reasons are short codes and ids, not sentences"
        raise ValueError(message)
    return text
