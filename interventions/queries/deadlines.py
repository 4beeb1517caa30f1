"""The rule of the clock, asked with this district's calendar."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from interventions.models import Case, Concern
from interventions.rules import triage
from school_safety.clock import calendar


def due_at(district_id: UUID, level: int, at: datetime) -> datetime:
    """When somebody must have been in touch."""
    return triage.due(
        level, timezone.localtime(at), lambda day: calendar.is_school_day(district_id, day)
    )


def rule_of_case(case: Case) -> str:
    """Which rule set the clock of a case that waits: that of the signal which waits least."""
    arrived = [(row.suggested_level, row.received_at) for row in case.evidence.all()]
    if not arrived:
        return ""
    level, at = min(arrived, key=lambda each: due_at(case.district_id, *each))
    return _rule(case.district_id, level, at)


def rule_of_signal(concern: Concern) -> str:
    """The same for a signal whose child is not known yet."""
    return _rule(concern.district_id, concern.level, concern.written_at)


def _rule(district_id: UUID, level: int, at: datetime) -> str:
    local = timezone.localtime(at)
    return triage.clock_rule(level, local, lambda day: calendar.is_school_day(district_id, day))
