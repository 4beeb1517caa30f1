"""Somebody has it in front of her eyes, or on the telephone; or the school holds a drill."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.actions.opening import open_case
from interventions.choices import LIVE_EVENTS, Level, SafetySource, SeatReason, Source
from interventions.models import SafetyEvent
from interventions.queries.naming import only_one_named
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import School, Student

from .raising import raise_event
from .seating import seat


@transaction.atomic(durable=True)
def raise_by_hand(*, school: School, who: str, seen: str, by: Any, at: datetime) -> SafetyEvent:
    """A known child gets her case with it; a name that is not found rings all the same."""
    wrong = {name: "required" for name, text in (("who", who), ("seen", seen)) if not text.strip()}
    if wrong:
        raise Invalid(fields=wrong)
    student = only_one_named(school, who)
    if student is None:
        event = raise_event(
            school=school, source=SafetySource.STAFF, who=who, seen=seen, by=by, at=at
        )
    else:
        event = _with_case(student, seen=seen, by=by, at=at)
    seat(event, by, SeatReason.OPENER, at=at)
    return event


def _with_case(student: Student, *, seen: str, by: Any, at: datetime) -> SafetyEvent:
    case = open_case(
        student=student,
        level=Level.NOW,
        source=Source.CONCERN,
        evidence={"fact": seen.strip()},
        by=by,
        at=at,
    )
    event = SafetyEvent.objects.get(case=case, status__in=LIVE_EVENTS)
    if event.opened_at == at and not event.seen:  # it was this call that raised it
        event.source, event.seen = SafetySource.STAFF, seen.strip()
        event.save(update_fields=["source", "seen"])
    return event


@transaction.atomic(durable=True)
def hold_drill(*, school: School, by: Any, at: datetime) -> SafetyEvent:
    """The same bell with the word "drill" on it: no child, no case, no figure anywhere."""
    running = SafetyEvent.objects.filter(school=school, drill=True, status__in=LIVE_EVENTS)
    if running.exists():
        raise NotNow("drill_running")
    return raise_event(school=school, source=SafetySource.DRILL, drill=True, by=by, at=at)
