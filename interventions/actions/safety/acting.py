"""The crisis sheet: take it, say who stays, who was called, when people sat together."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.actions.tasking import write_task
from interventions.choices import STAY_TASK, OutsideHelp, SafetyStatus, SafetyStepKind, SeatReason
from interventions.models import SafetyEvent, SafetyStep
from interventions.policies import check_safety_held, check_safety_live
from interventions.queries import people
from interventions.rules import safety_lifecycle
from school_safety.audit.events import help_safety as events
from school_safety.kernel.refusals import Invalid

from .memory import locked, move, remember, step, tell
from .seating import end_seats, seat

TWICE = timedelta(seconds=60)  # the same tap again, from an impatient thumb


@transaction.atomic(durable=True)
def acknowledge(*, event: SafetyEvent, by: Any, at: datetime) -> SafetyEvent:
    """ "I am on it." The first one holds it; whoever comes second is written down as well."""
    event = locked(event)
    check_safety_live(event)
    if event.status != SafetyStatus.OPEN:
        _also(event, by=by, at=at)
        return event
    event.acknowledged_by = event.holder = by
    event.acknowledged_at, event.ring_at = at, None
    move(event, SafetyStatus.ACKNOWLEDGED, by=by, at=at)
    step(event, SafetyStepKind.ACKNOWLEDGED, by=by, at=at)
    rung = {alert.person_id: alert.person for alert in event.alerts.select_related("person")}
    rung.pop(by.pk, None)
    tell("safety_taken", rung.values(), event, key=f"{event.pk}:taken", at=at)
    return event


def _also(event: SafetyEvent, *, by: Any, at: datetime) -> None:
    kinds = (SafetyStepKind.ACKNOWLEDGED, SafetyStepKind.ALSO)
    if event.steps.filter(kind__in=kinds, by=by).exists():
        return
    step(event, SafetyStepKind.ALSO, by=by, at=at)
    remember(events.SAFETY_ALSO, event, by=by, at=at)


@transaction.atomic(durable=True)
def take_over(*, event: SafetyEvent, by: Any, at: datetime) -> SafetyEvent:
    """Handing over at the end of a shift: whoever takes it says so herself."""
    event = locked(event)
    check_safety_held(event)
    if event.holder_id == by.pk:
        return event
    before = event.holder
    event.holder = by
    event.save(update_fields=["holder"])
    seat(event, by, SeatReason.OPENER, at=at)
    line = step(event, SafetyStepKind.TAKEN_OVER, by=by, at=at)
    remember(events.SAFETY_TAKEN_OVER, event, by=by, at=at)
    tell("safety_taken", [before], event, key=f"{event.pk}:taken:{line.pk}", at=at)
    return event


@transaction.atomic(durable=True)
def stay(*, event: SafetyEvent, person: Any, by: Any, at: datetime) -> SafetyEvent:
    """Who stays with the child. A teacher of the class gets it as a dated task, without a reason."""
    event = locked(event)
    check_safety_held(event)
    if person.pk not in {each.pk for each in people.who_can_stay(event, by, at)}:
        raise Invalid(fields={"person": "unknown"})
    if not _line(event, SafetyStepKind.STAYS, by=by, at=at, person=person):
        return event
    event.with_child_at = event.with_child_at or at
    _onward(event, SafetyStatus.WITH_CHILD, by=by, at=at)
    if event.case is not None and event.case.is_open and _is_colleague(event, person, at):
        write_task(
            case=event.case,
            to=person,
            text=str(STAY_TASK),
            due_on=timezone.localdate(at),
            by=by,
            at=at,
        )
    return event


def _is_colleague(event: SafetyEvent, person: Any, at: datetime) -> bool:
    return people.colleagues_of(event, at).filter(pk=person.pk).exists()


@transaction.atomic(durable=True)
def call(*, event: SafetyEvent, guardian: Any, reached: bool, by: Any, at: datetime) -> SafetyEvent:
    """A call to a guardian. One on hold is not among those who can be called."""
    event = locked(event)
    check_safety_held(event)
    if guardian not in {row.pk: row for row in people.guardians_of(event)}:
        raise Invalid(fields={"guardian": "not_to_be_told"})
    kind = SafetyStepKind.CALLED if reached else SafetyStepKind.UNREACHED
    if _line(event, kind, by=by, at=at, guardian_id=guardian) and reached:
        event.contacted_at = event.contacted_at or at
        _onward(event, SafetyStatus.CONTACTED, by=by, at=at)
    return event


@transaction.atomic(durable=True)
def call_outside(*, event: SafetyEvent, help: str, by: Any, at: datetime) -> SafetyEvent:
    """Another reliable adult, or an authority: what is left where home cannot be called."""
    event = locked(event)
    check_safety_held(event)
    if help not in OutsideHelp.values:
        raise Invalid(fields={"help": "unknown"})
    if _line(event, SafetyStepKind.OUTSIDE, by=by, at=at, help=help):
        event.contacted_at = event.contacted_at or at
        _onward(event, SafetyStatus.CONTACTED, by=by, at=at)
    return event


@transaction.atomic(durable=True)
def set_meeting(*, event: SafetyEvent, meeting_at: datetime, by: Any, at: datetime) -> SafetyEvent:
    """At what time everybody sits down."""
    event = locked(event)
    check_safety_held(event)
    if meeting_at < at - TWICE:
        raise Invalid(fields={"when": "in_the_past"})
    event.meeting_at = meeting_at
    event.save(update_fields=["meeting_at"])
    _line(event, SafetyStepKind.MEETING_SET, by=by, at=at)
    return event


@transaction.atomic(durable=True)
def sit_together(*, event: SafetyEvent, by: Any, at: datetime) -> SafetyEvent:
    """They sit together now."""
    event = locked(event)
    check_safety_held(event)
    if event.together_at is None:
        event.together_at = at
        event.save(update_fields=["together_at"])
        _line(event, SafetyStepKind.TOGETHER, by=by, at=at)
    return event


@transaction.atomic(durable=True)
def stand_down(*, event: SafetyEvent, words: str, by: Any, at: datetime) -> SafetyEvent:
    """It is over: why one may say so stands in a sentence. Shift holders read no further."""
    event = locked(event)
    check_safety_held(event)
    if not words.strip():
        raise Invalid(fields={"words": "required"})
    event.stood_down_at = at
    move(event, SafetyStatus.STOOD_DOWN, by=by, at=at)
    step(event, SafetyStepKind.STOOD_DOWN, by=by, at=at, words=words.strip())
    seated = {row.person_id: row.person for row in event.seats.select_related("person")}
    seated.pop(by.pk, None)
    tell("safety_over", seated.values(), event, key=f"{event.pk}:over", at=at)
    end_seats(event, at=at)
    return event


def _line(event: SafetyEvent, kind: str, *, by: Any, at: datetime, **more: Any) -> bool:
    """Write it down, unless the same was written a moment ago."""
    rows = SafetyStep.objects.filter(event=event, kind=kind, by=by, at__gt=at - TWICE, **more)
    if kind != SafetyStepKind.MEETING_SET and rows.exists():
        return False
    step(event, kind, by=by, at=at, **more)
    remember(events.SAFETY_WRITTEN, event, by=by, at=at, facts={"kind": kind})
    return True


def _onward(event: SafetyEvent, to: str, *, by: Any, at: datetime) -> None:
    """Forward along the table; what was written out of order keeps its time and moves nothing back."""
    if safety_lifecycle.may_follow(event.status, to):
        move(event, to, by=by, at=at)
    else:
        event.save()
