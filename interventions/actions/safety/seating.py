"""Who takes part in a safety event, for how long, and on whose approval she reads it."""

from datetime import datetime, timedelta
from typing import Any

from interventions.choices import SeatReason
from interventions.models import SafetyEvent, SafetySeat
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind

READS = frozenset({"shift", "owner", "counselor", "lead", "opener"})  # heads and districts: no seat
LONGEST = timedelta(days=7)  # until then the review is written


def basis_of(event: SafetyEvent) -> str:
    """What a grant of duty rests on."""
    return f"safety:{event.pk}"


def seat(
    event: SafetyEvent, person: Any, why: str, *, at: datetime, until: datetime | None = None
) -> None:
    """She takes part from now on; taking part twice changes nothing but a seat that had ended."""
    if why not in READS:
        return
    row, new = SafetySeat.objects.get_or_create(
        event=event,
        person=person,
        defaults={"reader": person, "why": why, "since": at, "until": until},
    )
    if not new and (row.reader_id is None or (row.until and not until)):
        row.reader, row.until = person, until
        row.save(update_fields=["reader", "until"])
    approve(event, row, at=at)


def approve(event: SafetyEvent, row: SafetySeat, *, at: datetime) -> None:
    """The grant that her reading cites; a drill and a child not yet found have none."""
    if event.student_id is None or event.student is None:
        return
    grant(
        user=row.person,
        student=event.student,
        school_id=event.school_id,
        kind=GrantKind.DUTY,
        basis=basis_of(event),
        approver=None,  # the rota approved it
        by=None,
        at=at,
        until=row.until or at + LONGEST,
    )


def seat_again(event: SafetyEvent, *, at: datetime) -> None:
    """The child was found: everybody who takes part may now be cited."""
    for row in event.seats.exclude(reader=None).select_related("person"):
        approve(event, row, at=at)


def end_seats(event: SafetyEvent, *, at: datetime, why: str = SeatReason.SHIFT) -> int:
    """Those who came by their shift have nothing more to read once it is over."""
    rows = list(event.seats.filter(why=why).exclude(reader=None).select_related("person"))
    for row in rows:
        _end(event, row, at=at)
    return len(rows)


def end_over(*, at: datetime) -> int:
    """Shifts that have ended; who holds a live event keeps it until she hands it over."""
    rows = SafetySeat.objects.filter(until__lte=at).exclude(reader=None)
    over = [
        row
        for row in rows.select_related("event", "person")
        if not (row.event.is_live and row.event.holder_id == row.person_id)
    ]
    for row in over:
        _end(row.event, row, at=at)
    return len(over)


def _end(event: SafetyEvent, row: SafetySeat, *, at: datetime) -> None:
    row.reader = None
    row.save(update_fields=["reader"])
    end_grants(basis=basis_of(event), by=None, at=at, user=row.person)
