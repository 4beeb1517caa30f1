"""The minutes of a case meeting: written, signed, countersigned; afterwards only added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from interventions.choices import MeetingDecides, MeetingStatus
from interventions.models import CaseMeeting, MeetingAddendum
from interventions.policies import (
    check_open,
    check_second_person,
    check_unsigned,
    check_version,
)
from interventions.queries import meetings, people
from interventions.rules.meeting_lifecycle import once_signed
from school_safety.access.actions import end_grants
from school_safety.audit.events import meetings as events
from school_safety.kernel.refusals import Invalid, NotNow

from .meeting import locked_meeting, meeting_basis, move_meeting
from .memory import remember, tell
from .moving import locked
from .tasking import write_task


@dataclass(frozen=True)
class StepText:
    """One agreed step as typed: a colleague, what, until when."""

    who: Any
    text: str
    due_on: date | None


@dataclass(frozen=True)
class Minutes:
    """What is written down; dissent is (who, what)."""

    came: Sequence[str] = ()
    decided: str = ""
    because: str = ""
    decides: Sequence[str] = ()
    dissent: Sequence[tuple[str, str]] = ()
    steps: Sequence[StepText] = ()
    next_on: date | None = None


@transaction.atomic(durable=True)
def write_minutes(
    *, meeting: CaseMeeting, version: int, minutes: Minutes, by: Any, at: datetime
) -> CaseMeeting:
    """Keep what is written so far; it may be half. An older version is refused with both (409)."""
    case = locked(meeting.case)
    check_open(case)
    meeting = locked_meeting(meeting)
    check_unsigned(meeting)
    check_version(version, meeting.version)
    _check_steps(meeting, minutes, at)
    meeting.came = [name.strip() for name in minutes.came if name.strip()]
    meeting.decided, meeting.because = minutes.decided.strip(), minutes.because.strip()
    meeting.decides = [code for code in MeetingDecides.values if code in minutes.decides]
    meeting.dissent = [
        {"who": who.strip(), "what": what.strip()} for who, what in minutes.dissent if what.strip()
    ]
    meeting.steps = [_step(step) for step in minutes.steps if step.text.strip()]
    meeting.next_on = minutes.next_on
    meeting.version += 1
    meeting.changed_by, meeting.changed_at = by, at
    meeting.save()
    facts = {"version": meeting.version}
    remember(events.MEETING_WRITTEN, case, row=meeting, by=by, at=at, facts=facts)
    return meeting


@transaction.atomic(durable=True)
def sign_minutes(*, meeting: CaseMeeting, version: int, by: Any, at: datetime) -> CaseMeeting:
    """From here on nothing in them changes; each step becomes a dated task, and nothing behind it."""
    case = locked(meeting.case)
    check_open(case)
    meeting = locked_meeting(meeting)
    check_unsigned(meeting)
    check_version(version, meeting.version)
    if meeting.starts_at > at:
        raise NotNow("not_yet")
    if not (meeting.came and meeting.decided and meeting.because):
        raise NotNow("minutes_unfinished")
    if any(step["due_on"] < timezone.localdate(at).isoformat() for step in meeting.steps):
        raise NotNow("steps_too_late")
    meeting.steps = [_as_task(meeting, step, by=by, at=at) for step in meeting.steps]
    meeting.signed_by, meeting.signed_at = by, at
    move_meeting(meeting, once_signed(meeting.decides), by=by, at=at)
    end_grants(basis=meeting_basis(meeting), by=by, at=at)
    if meeting.status == MeetingStatus.SIGNED:
        tell(
            "meeting_to_countersign",
            people.leads_of(case.school_id, at),
            case,
            url_name="interventions:meeting_show",
            url_args=(str(meeting.pk),),
            at=at,
        )
    return meeting


@transaction.atomic(durable=True)
def countersign(*, meeting: CaseMeeting, words: str, by: Any, at: datetime) -> CaseMeeting:
    """The lead's name under a decision on level, referral or end; her own words are an addendum."""
    meeting = locked_meeting(meeting)
    if meeting.status != MeetingStatus.SIGNED:
        raise NotNow("meeting_state", status=meeting.status)
    check_second_person(by, meeting.signed_by)
    meeting.countersigned_by, meeting.countersigned_at = by, at
    move_meeting(meeting, MeetingStatus.LOCKED, by=by, at=at)
    if words.strip():
        _add(meeting, words, by=by, at=at)
    return meeting


@transaction.atomic(durable=True)
def add_addendum(*, meeting: CaseMeeting, text: str, by: Any, at: datetime) -> MeetingAddendum:
    """A correction, with its day and its writer, under minutes that stay as they are."""
    meeting = locked_meeting(meeting)
    if not meeting.is_signed:
        raise NotNow("meeting_state")
    if not text.strip():
        raise Invalid(fields={"text": "required"})
    return _add(meeting, text, by=by, at=at)


def _add(meeting: CaseMeeting, text: str, *, by: Any, at: datetime) -> MeetingAddendum:
    row = MeetingAddendum.objects.create(
        district_id=meeting.district_id,
        meeting=meeting,
        text=text.strip(),
        written_by=by,
        written_at=at,
    )
    remember(events.MEETING_ADDED, meeting.case, row=meeting, by=by, at=at)
    return row


def _check_steps(meeting: CaseMeeting, minutes: Minutes, at: datetime) -> None:
    wrong = {}
    allowed = {person.pk for person in meetings.step_owners(meeting)}
    for number, step in enumerate(minutes.steps, start=1):
        if not step.text.strip():
            continue
        if step.who is None or step.who.pk not in allowed:
            wrong[f"who_{number}"] = "not_at_this_meeting"
        if step.due_on is None or step.due_on < timezone.localdate(at):
            wrong[f"due_{number}"] = "in_the_past"
    if wrong:
        raise Invalid(fields=wrong)


def _step(step: StepText) -> dict[str, str]:
    return {
        "who": str(step.who.pk),
        "name": step.who.name,
        "text": step.text.strip(),
        "due_on": step.due_on.isoformat() if step.due_on else "",
        "task": "",
    }


def _as_task(
    meeting: CaseMeeting, step: dict[str, str], *, by: Any, at: datetime
) -> dict[str, str]:
    task = write_task(
        case=meeting.case,
        to=get_user_model().objects.get(pk=step["who"]),
        text=step["text"],
        due_on=date.fromisoformat(step["due_on"]),
        by=by,
        at=at,
        among=meetings.step_owners(meeting),
    )
    return {**step, "task": str(task.pk)}
