"""Writing down a contact. Notes are only ever added."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import MissedReason, NoteKind, Status
from interventions.models import Case, Note
from interventions.policies import check_open
from school_safety.audit.events import interventions as events
from school_safety.kernel.refusals import Invalid

from .memory import remember
from .moving import locked, move

FACE_TO_FACE = frozenset({NoteKind.TALK, NoteKind.VISIT, NoteKind.MEETING})


@transaction.atomic(durable=True)
def record_talk(
    *,
    case: Case,
    kind: str,
    text: str,
    happened_at: datetime,
    by: Any,
    at: datetime,
    held: bool = True,
    next_at: datetime | None = None,
    missed_reason: str = "",
) -> Note:
    """One contact, held or not, and if not, why; the first one face to face moves the case on."""
    case = locked(case)
    check_open(case)
    _check(text, happened_at=happened_at, next_at=next_at, at=at)
    if missed_reason and missed_reason not in MissedReason.values:
        raise Invalid(fields={"missed_reason": "unknown"})
    note = Note.objects.create(
        district_id=case.district_id,
        case=case,
        kind=kind,
        held=held,
        missed_reason="" if held else missed_reason,
        happened_at=happened_at,
        text=text.strip(),
        next_at=next_at,
        written_by=by,
        written_at=at,
    )
    remember(events.NOTE_WRITTEN, case, row=note, by=by, at=at, facts={"kind": kind, "held": held})
    if next_at is not None:
        case.due_at = next_at
    if held and kind in FACE_TO_FACE and case.status == Status.ASSIGNED:
        move(case, Status.TALKING, by=by, at=at)
    else:
        case.moved_at = at
        case.save()
    return note


def _check(text: str, *, happened_at: datetime, next_at: datetime | None, at: datetime) -> None:
    wrong = {}
    if not text.strip():
        wrong["text"] = "required"
    if happened_at > at:
        wrong["happened_at"] = "in_the_future"
    if next_at is not None and next_at <= at:
        wrong["next_at"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)
