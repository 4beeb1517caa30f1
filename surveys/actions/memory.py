"""How this room writes history: codes and ids, never an answer."""

from datetime import datetime
from typing import Any

from school_safety.audit.events import Event
from school_safety.audit.record import record
from surveys.models import Invitation, Response, Wave


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
    record(
        event,
        by=by,
        district_id=response.district_id,
        school_id=response.wave.school_id,
        student_id=response.student_id,
        object_kind="surveys.response",
        object_id=str(response.pk),
        at=at,
    )


def remember_slip(event: Event, invitation: Invitation, *, by: Any, at: datetime) -> None:
    """One audit row about one student's slip."""
    record(
        event,
        by=by,
        district_id=invitation.district_id,
        school_id=invitation.wave.school_id,
        student_id=invitation.student_id,
        object_kind="surveys.invitation",
        object_id=str(invitation.pk),
        at=at,
    )
