"""Calling an entry of the chronology significant, taking that back, and printing one's own file."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import PrintReason
from interventions.models import Case, StoryMark
from school_safety.audit.events import help_leaving as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent, Invalid

from .memory import remember
from .moving import locked


@transaction.atomic(durable=True)
def mark_entry(*, case: Case, entry: str, known: set[str], by: Any, at: datetime) -> None:
    """`known` are the entries of this file; marked twice is marked once. A closed case too."""
    case = locked(case)
    if not entry or entry not in known:
        raise Absent
    _row, made = StoryMark.objects.get_or_create(
        case=case,
        entry=entry,
        ended_at=None,
        defaults={"district_id": case.district_id, "marked_by": by, "marked_at": at},
    )
    if made:
        remember(events.STORY_MARKED, case, by=by, at=at, facts={"entry": entry})


@transaction.atomic(durable=True)
def unmark_entry(*, case: Case, entry: str, by: Any, at: datetime) -> None:
    """The mark ends; that it stood there stays in the history."""
    case = locked(case)
    if StoryMark.objects.filter(case=case, entry=entry, ended_at=None).update(ended_at=at):
        remember(events.STORY_UNMARKED, case, by=by, at=at, facts={"entry": entry})


@transaction.atomic(durable=True)
def note_print(*, case: Case, reason: str, entries: int, by: Any, at: datetime) -> None:
    """Before the sheets are made: who prints, what for, how much."""
    if reason not in PrintReason.values:
        raise Invalid(fields={"reason": "required"})
    record(
        events.STORY_PRINTED,
        by=by,
        district_id=case.district_id,
        school_id=case.school_id,
        student_id=case.student_id,
        object_kind=case._meta.label_lower,
        object_id=str(case.pk),
        reason=reason,
        facts={"entries": entries},
        at=at,
    )
