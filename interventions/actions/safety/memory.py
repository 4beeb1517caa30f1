"""How safety events are remembered and told: codes and ids, never a word about a child."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from interventions.models import SafetyEvent, SafetyStep
from interventions.policies import check_can_move_safety
from interventions.rules import safety_lifecycle
from school_safety.audit.events import Event
from school_safety.audit.events import help_safety as events
from school_safety.audit.record import record
from school_safety.notices.outbox import post


def locked(event: SafetyEvent) -> SafetyEvent:
    """The event as it is now, held until the transaction ends."""
    rows = SafetyEvent.objects.select_for_update(of=("self",))
    return rows.select_related("school", "student", "case", "holder").get(pk=event.pk)


def remember(
    what: Event, event: SafetyEvent, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """One audit row about a safety event."""
    record(
        what,
        by=by,
        district_id=event.district_id,
        school_id=event.school_id,
        student_id=event.student_id,
        object_kind=event._meta.label_lower,
        object_id=str(event.pk),
        facts={"drill": event.drill, **(facts or {})},
        at=at,
    )


def move(event: SafetyEvent, to: str, *, by: Any, at: datetime) -> None:
    """One step along the table; the only writer of `status`."""
    check_can_move_safety(event, to)
    event.status = to
    event.save()
    remember(events.BY_CODE[safety_lifecycle.LIFECYCLE[to].event], event, by=by, at=at)


def step(event: SafetyEvent, kind: str, *, by: Any, at: datetime, **more: Any) -> SafetyStep:
    """One line of the sheet."""
    return SafetyStep.objects.create(
        district_id=event.district_id, event=event, kind=kind, by=by, at=at, **more
    )


def tell(
    kind: str, people: Iterable[Any], event: SafetyEvent, *, key: str, at: datetime
) -> list[Any]:
    """The same message to each of them, once for each key; it leads to the sheet."""
    return [
        post(
            kind,
            to=person,
            about_kind=event._meta.label_lower,
            about_id=str(event.pk),
            url_name="interventions:safety_show",
            url_args=(str(event.pk),),
            district_id=event.district_id,
            key=key,
            at=at,
        )
        for person in people
    ]
