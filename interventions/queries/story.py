"""The chronology's own rows: which entries are called significant, and on which days school is on."""

from collections.abc import Callable
from datetime import date

from interventions.models import Case, StoryMark
from school_safety.clock import calendar


def marked(case: Case) -> set[str]:
    """Entries of this file that are called significant now."""
    rows = StoryMark.objects.filter(case=case, ended_at=None)
    return set(rows.values_list("entry", flat=True))


def school_days(case: Case) -> Callable[[date], bool]:
    """The calendar by which gaps are counted."""
    return calendar.of(case.district_id).is_school_day
