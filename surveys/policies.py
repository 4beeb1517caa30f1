"""When something may be done; who may is the access room's matter. Each refusal has its name."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from school_safety.clock import calendar
from school_safety.kernel.refusals import Absent, NotNow
from surveys.choices import (
    PICTURE_GRADES,
    InvitationState,
    SheetState,
    VersionState,
    WaveStatus,
)
from surveys.models import InstrumentVersion, Invitation, PaperSheet, Sitting, Wave
from surveys.queries import begun
from surveys.queries.begun import Begun
from surveys.queries.lacking import publication_problems
from surveys.rules import hours

SEAT_MINUTES = 60
GRACE = timedelta(minutes=15)  # who began in time may finish
PAPER_DAYS = 10  # school days after the window in which paper is still typed in


def is_open(wave: Wave, sitting: Sitting, at: datetime, *, grace: timedelta = timedelta()) -> bool:
    """Inside the class's own hours of an open wave; the grace also outlives an early end.

    Where the wave has hours of the day, nobody comes in at night, at weekends or in the holidays.
    """
    if not in_hours(wave, at, grace=grace):
        return False
    if wave.status == WaveStatus.CLOSED and wave.closed_at is not None:
        return sitting.opens_at <= at < min(wave.closed_at, sitting.closes_at) + grace
    return wave.status == WaveStatus.OPEN and sitting.opens_at <= at < sitting.closes_at + grace


def in_hours(wave: Wave, at: datetime, *, grace: timedelta = timedelta()) -> bool:
    """In the wave's hours of a school day, or where it has none, always."""
    if wave.hours is None:
        return True
    school_days = calendar.of(wave.district_id).is_school_day
    return any(
        hours.within(timezone.localtime(moment), wave.hours, is_school_day=school_days)
        for moment in {at, at - grace}
    )


def check_can_hand_in(seen: int) -> None:
    """A draft may be lost; then nothing is handed in as if it had been answered."""
    if not seen:
        raise NotNow("nothing_yet")


def check_can_enter(invitation: Invitation, at: datetime) -> None:
    """Closed, void, handed in and never issued are all the same to whoever holds the slip.

    The refusal names the room, for its teacher's count of wrong tries; nobody else is told.
    """
    usable = invitation.state == InvitationState.ISSUED
    if not usable or not is_open(invitation.wave, invitation.sitting, at):
        raise Absent(room=str(invitation.sitting_id))


def seat_is_taken(start: Begun | None, seat: str, at: datetime) -> bool:
    """Another live session holds this slip."""
    if start is None or start.seat in {"", seat}:
        return False
    return at < start.seated_at + timedelta(minutes=SEAT_MINUTES)


def check_can_sit(invitation: Invitation, start: Begun | None, seat: str, at: datetime) -> None:
    """One live session per slip; the teacher can unlock it."""
    check_can_enter(invitation, at)
    if seat_is_taken(start, seat, at):
        raise NotNow("elsewhere")


def check_can_answer(invitation: Invitation, start: Begun, seat: str, at: datetime) -> None:
    """Their own live session, begun, not handed in, in time (with grace)."""
    if invitation.state != InvitationState.ISSUED or not seat or start.seat != seat:
        raise Absent
    if not is_open(invitation.wave, invitation.sitting, at, grace=GRACE):
        raise NotNow("window_closed")


def check_can_open_door(sitting: Sitting, at: datetime) -> None:
    """The picture door is for young children, in their class's own time."""
    if sitting.classroom.grade not in PICTURE_GRADES or not is_open(sitting.wave, sitting, at):
        raise NotNow("door_not_open")


def check_can_publish(version: InstrumentVersion, by: Any) -> None:
    """Asked for, complete, and somebody else than who brought it in or asked."""
    if version.state != VersionState.ASKED:
        raise NotNow("instrument_not_asked")
    if by.pk in {version.asked_by_id, version.made_by_id}:
        raise NotNow("own_publication")
    if publication_problems(version):
        raise NotNow("instrument_incomplete")


def paper_until(wave: Wave) -> datetime:
    """The last moment for typing in what was written in time."""
    ended = min(wave.closes_at, wave.closed_at or wave.closes_at)
    return calendar.add_school_days(wave.district_id, ended, PAPER_DAYS)


def check_can_key(sheet: PaperSheet, slip: Invitation, by_id: UUID, at: datetime) -> None:
    """A wave that has begun and is not long over, a sheet that is still out, and another person."""
    if slip.state == InvitationState.SUBMITTED or sheet.state == SheetState.DONE:
        raise NotNow("sheet_handed_in")
    if slip.state == InvitationState.VOID:
        raise Absent
    if slip.wave.status not in {WaveStatus.OPEN, WaveStatus.CLOSED}:
        raise NotNow("paper_too_early")
    if at >= paper_until(slip.wave):
        raise NotNow("paper_too_late")
    if sheet.state == SheetState.VOID:
        raise Absent
    if sheet.first_by_id == by_id:
        raise NotNow("own_keying")
    if _is_writing(slip, at):
        raise NotNow("answering_now")


def _is_writing(slip: Invitation, at: datetime) -> bool:
    """On a screen, in the class's own time."""
    live = slip.state == InvitationState.ISSUED and seat_is_taken(begun.of(slip), "", at)
    return live and is_open(slip.wave, slip.sitting, at, grace=GRACE)
