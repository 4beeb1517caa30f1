"""The bell: a level of NOW, a colleague, or a drill. The same origin never rings twice."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from interventions.choices import (
    CLOCKS,
    LIVE_EVENTS,
    Level,
    SafetySource,
    SafetyStepKind,
    SeatReason,
    Source,
)
from interventions.models import Case, SafetyEvent
from interventions.queries import people
from school_safety.audit.events import help_safety as events
from school_safety.schools.models import School, Student

from .memory import remember, step, tell
from .ringing import climb
from .seating import seat, seat_again

SOURCES: dict[str, str] = {
    Source.SCREENING.value: SafetySource.SCREENING,
    Source.POLICE.value: SafetySource.PARTNER,
    "staff": SafetySource.STAFF,
}


@transaction.atomic
def ring_for_case(
    *, case: Case, level: int, source: str, origin: str, by: Any, at: datetime
) -> SafetyEvent | None:
    """A case that cannot wait: one live event for each case; a further signal joins it."""
    if level != Level.NOW:
        return None
    rows = SafetyEvent.objects.filter(school_id=case.school_id, origin=origin)
    known = rows.first() if origin else None
    live = SafetyEvent.objects.filter(case=case, status__in=LIVE_EVENTS).first()
    if known is not None:
        return _found(known, case, alone=live is None, at=at)
    if live is not None:
        _join(live, by=by, at=at)
        return live
    return raise_event(
        school=School.objects.get(pk=case.school_id),
        student=case.student,
        case=case,
        source=SOURCES.get(source, SafetySource.CONCERN),
        origin=origin,
        by=by,
        at=at,
    )


@transaction.atomic
def raise_event(
    *,
    school: School,
    source: str,
    by: Any,
    at: datetime,
    student: Student | None = None,
    case: Case | None = None,
    origin: str = "",
    who: str = "",
    seen: str = "",
    drill: bool = False,
) -> SafetyEvent:
    """Written down and rung in one transaction: there is no event that nobody was told of."""
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # numbers without gaps
    clock = CLOCKS[Level.NOW]
    event = SafetyEvent.objects.create(
        district_id=school.district_id,
        school=school,
        number=_next_number(school, drill),
        drill=drill,
        student=student,
        case=case,
        source=source,
        origin=origin,
        who=who.strip(),
        seen=seen.strip(),
        opened_by=by,
        opened_at=at,
        acknowledge_by=at + timedelta(minutes=clock.acknowledge_minutes or 0),
        contact_by=at + timedelta(minutes=clock.contact_minutes or 0),
    )
    step(event, SafetyStepKind.RAISED, by=by, at=at)
    remember(events.SAFETY_RAISED, event, by=by, at=at, facts={"source": source})
    for lead in people.leads_of(school.pk, at):
        seat(event, lead, SeatReason.LEAD, at=at)
    if case is not None and case.owner is not None:
        seat(event, case.owner, SeatReason.OWNER, at=at)
    climb(event, at=at)
    return event


def _next_number(school: School, drill: bool) -> int:
    rows = SafetyEvent.objects.filter(school=school, drill=drill)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _found(event: SafetyEvent, case: Case, *, alone: bool, at: datetime) -> SafetyEvent:
    """The child of an event that was raised without a name: said now, and rung no second time."""
    if event.student_id is None:
        event.student = case.student
        event.case = case if alone or not event.is_live else None
        event.save(update_fields=["student", "case"])
        seat_again(event, at=at)
    return event


def _join(event: SafetyEvent, *, by: Any, at: datetime) -> None:
    """Whoever holds it is told that something came on top; where nobody does, ringing goes on."""
    line = step(event, SafetyStepKind.JOINED, by=by, at=at)
    remember(events.SAFETY_JOINED, event, by=by, at=at)
    if event.holder is not None:
        tell("safety_alert", [event.holder], event, key=f"{event.pk}:joined:{line.pk}", at=at)
