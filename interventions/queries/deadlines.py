"""The rule of the clock, asked with this district's calendar."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from interventions.rules import triage
from school_safety.clock import calendar


def due_at(district_id: UUID, level: int, at: datetime) -> datetime:
    """When somebody must have been in touch."""
    return triage.due(
        level, timezone.localtime(at), lambda day: calendar.is_school_day(district_id, day)
    )
