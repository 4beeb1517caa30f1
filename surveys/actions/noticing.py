"""Families are told of a questionnaire: by a letter that went out, or on paper by a named person."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety.schools.models import Classroom
from surveys.models import FamilyLetter, Wave


@transaction.atomic
def families_told(
    *,
    dispatch_id: UUID,
    classroom: Classroom,
    letter: int,
    titles: Mapping[str, str],
    by: Any,
    at: datetime,
) -> None:
    """A consent letter went to a class. Whoever sends it has recorded the event."""
    FamilyLetter.objects.get_or_create(
        pk=dispatch_id,
        defaults={
            "district_id": classroom.district_id,
            "school_id": classroom.school_id,
            "classroom": classroom,
            "letter": letter,
            "titles": dict(titles),
            "sent_by": by,
            "sent_at": at,
        },
    )


def noticed(wave: Wave, facts: Mapping[str, Any], *, by: Any, at: datetime) -> dict[str, Any]:
    """How families are told, as a wave keeps it: by a letter, or on a day that somebody vouches for."""
    letter = facts.get("letter", wave.letter)
    day = facts.get("notice_on", wave.notice_on) if letter is None else None
    found = {"letter": letter, "notice_on": day}
    if day is None:
        return found | {"notice_by": None, "notice_at": None}
    if day == wave.notice_on and wave.notice_by_id is not None:
        return found
    return found | {"notice_by": by, "notice_at": at}
