"""Calling a case meeting: when, where, why, and who is asked to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interventions.choices import MeetingStatus
from interventions.models import Case, CaseMeeting, MeetingSeat
from interventions.policies import check_can_move_meeting, check_open, check_unsigned, check_version
from interventions.queries import meetings
from interventions.rules import meeting_lifecycle
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.audit.events.meetings import BY_CODE, MEETING_CHANGED
from school_safety.kernel.refusals import Invalid

from .memory import remember, tell
from .moving import locked

SECOND_NAME = ["status", "countersigned_by", "countersigned_at"]
SEAT_ENDS = timedelta(days=1)


@dataclass(frozen=True)
class Invitation:
    """A meeting as it is planned; guests are (name, role)."""

    starts_at: datetime
    place: str
    why: str
    people: Sequence[Any] = ()
    guests: Sequence[tuple[str, str]] = field(default=())


def meeting_basis(meeting: CaseMeeting) -> str:
    """What a seat's grant rests on."""
    return f"meeting:{meeting.pk}"


def locked_meeting(meeting: CaseMeeting) -> CaseMeeting:
    """The meeting as it is now, held until the transaction ends."""
    rows = CaseMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("case__student", "case__owner").get(pk=meeting.pk)


def move_meeting(meeting: CaseMeeting, to: str, *, by: Any, at: datetime) -> None:
    """One step along its table."""
    check_can_move_meeting(meeting, to)
    signed = meeting.signed_at is not None and meeting.countersigned_at is not None
    meeting.status = to
    meeting.save(update_fields=SECOND_NAME if signed else None)
    event = BY_CODE[meeting_lifecycle.LIFECYCLE[to].event]
    remember(event, meeting.case, row=meeting, by=by, at=at, facts={"status": to})


@transaction.atomic(durable=True)
def plan_meeting(*, case: Case, called: Invitation, by: Any, at: datetime) -> CaseMeeting:
    """Call it; colleagues are told when and where, and nothing else."""
    case = locked(case)
    check_open(case)
    _check(case, called, at)
    meeting = CaseMeeting.objects.create(
        district_id=case.district_id,
        case=case,
        starts_at=called.starts_at,
        place=called.place.strip(),
        why=called.why.strip(),
        guests=_guests(called),
        made_by=by,
        made_at=at,
        changed_by=by,
        changed_at=at,
    )
    event = BY_CODE[meeting_lifecycle.LIFECYCLE[meeting.status].event]
    remember(event, case, row=meeting, by=by, at=at, facts={"count": len(called.people)})
    _seat(meeting, called.people, by=by, at=at)
    return meeting


@transaction.atomic(durable=True)
def change_meeting(
    *, meeting: CaseMeeting, version: int, called: Invitation, by: Any, at: datetime
) -> CaseMeeting:
    """Another time, place or circle. Who read an older version is shown both (409)."""
    case = locked(meeting.case)
    meeting = locked_meeting(meeting)
    check_open(case)
    check_unsigned(meeting)
    check_version(version, meeting.version)
    _check(case, called, at)
    moved = (meeting.starts_at, meeting.place) != (called.starts_at, called.place.strip())
    meeting.starts_at, meeting.place = called.starts_at, called.place.strip()
    meeting.why, meeting.guests = called.why.strip(), _guests(called)
    meeting.version += 1
    meeting.changed_by, meeting.changed_at = by, at
    meeting.save()
    remember(MEETING_CHANGED, case, row=meeting, by=by, at=at, facts={"version": meeting.version})
    wanted = {person.pk for person in called.people}
    seated = {seat.person_id: seat for seat in meetings.seats_of(meeting)}
    _unseat([seat for pk, seat in seated.items() if pk not in wanted], by=by, at=at)
    if moved:
        stay = [seat.person for pk, seat in seated.items() if pk in wanted]
        _tell("meeting_changed", stay, meeting, at=at)
        for person in stay:
            _let_in(meeting, person, by=by, at=at)
    _seat(meeting, [each for each in called.people if each.pk not in seated], by=by, at=at)
    return meeting


@transaction.atomic(durable=True)
def cancel_meeting(*, meeting: CaseMeeting, by: Any, at: datetime) -> CaseMeeting:
    """It does not take place; everybody who was asked is told."""
    meeting = locked_meeting(meeting)
    move_meeting(meeting, MeetingStatus.CANCELLED, by=by, at=at)
    _unseat(list(meetings.seats_of(meeting)), by=by, at=at)
    return meeting


def _check(case: Case, called: Invitation, at: datetime) -> None:
    wrong = {name: "required" for name in ("place", "why") if not getattr(called, name).strip()}
    allowed = set(meetings.invitable(case, at).values_list("pk", flat=True))
    if any(person.pk not in allowed for person in called.people):
        wrong["invited"] = "not_of_this_school"
    if not called.people and not called.guests:
        wrong["invited"] = "nobody_asked"
    if wrong:
        raise Invalid(fields=wrong)


def _guests(called: Invitation) -> list[dict[str, str]]:
    named = [(name.strip(), role.strip()) for name, role in called.guests]
    return [{"name": name, "role": role} for name, role in named if name]


def _seat(meeting: CaseMeeting, people: Sequence[Any], *, by: Any, at: datetime) -> None:
    for person in people:
        row, new = MeetingSeat.objects.get_or_create(
            meeting=meeting,
            person=person,
            defaults={"district_id": meeting.district_id, "asked_at": at},
        )
        if not new and row.left_at is not None:
            row.left_at = None
            row.save(update_fields=["left_at"])
        _let_in(meeting, person, by=by, at=at)
    if meeting.starts_at > at:  # minutes written afterwards call nobody
        _tell("meeting_invited", people, meeting, at=at)


def _let_in(meeting: CaseMeeting, person: Any, *, by: Any, at: datetime) -> None:
    """The seat is a dated ground of its own; it opens no file."""
    end_grants(basis=meeting_basis(meeting), user=person, by=by, at=at)
    grant(
        user=person,
        student=meeting.case.student,
        kind=GrantKind.MEETING,
        basis=meeting_basis(meeting),
        approver=by,
        by=by,
        at=at,
        until=max(meeting.starts_at, at) + SEAT_ENDS,
        school_id=meeting.case.school_id,
    )


def _unseat(seats: Sequence[MeetingSeat], *, by: Any, at: datetime) -> None:
    for seat in seats:
        seat.left_at = at
        seat.save(update_fields=["left_at"])
        end_grants(basis=meeting_basis(seat.meeting), user=seat.person, by=by, at=at)
    gone = [seat.person for seat in seats if seat.meeting.starts_at > at]
    if gone:
        _tell("meeting_changed", gone, seats[0].meeting, at=at)


def _tell(kind: str, people: Sequence[Any], meeting: CaseMeeting, *, at: datetime) -> None:
    tell(kind, people, meeting.case, url_name="interventions:task_list", at=at)
