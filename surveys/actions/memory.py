"""How this room writes history: codes and ids, never an answer."""

from datetime import datetime
from typing import Any

from school_safety.audit.events import Event
from school_safety.audit.record import record
from surveys.models import Invitation, PaperSheet, Response, TalkInvite, Wave


def remember_wave(
    event: Event, wave: Wave, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """One audit row about a wave."""
    record(
        event,
        by=by,
        district_id=wave.district_id,
        school_id=wave.school_id,
        object_kind="surveys.wave",
        object_id=str(wave.pk),
        facts=facts or {},
        at=at,
    )


def remember_answers(event: Event, response: Response, *, by: Any, at: datetime) -> None:
    """One audit row about what one student handed in."""
    _of_student(event, response, by, at)


def remember_slip(event: Event, invitation: Invitation, *, by: Any, at: datetime) -> None:
    """One audit row about one student's slip."""
    _of_student(event, invitation, by, at)


def remember_talk(event: Event, invite: TalkInvite, *, by: Any, at: datetime) -> None:
    """Who and when; never which of the two kinds, and never what was found."""
    _of_student(event, invite, by, at)


def remember_sheet(
    event: Event,
    sheet: PaperSheet,
    slip: Invitation,
    *,
    by: Any,
    at: datetime,
    facts: dict[str, Any] | None = None,
) -> None:
    """One audit row about one paper sheet: who read it when, never what."""
    record(
        event,
        by=by,
        district_id=sheet.district_id,
        school_id=slip.wave.school_id,
        student_id=slip.student_id,
        object_kind="surveys.papersheet",
        object_id=str(sheet.pk),
        facts=facts or {},
        at=at,
    )


def _of_student(
    event: Event, row: Invitation | Response | TalkInvite, by: Any, at: datetime
) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.wave.school_id,
        student_id=row.student_id,
        object_kind=row._meta.label_lower,
        object_id=str(row.pk),
        at=at,
    )
