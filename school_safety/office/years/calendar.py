"""The district's school calendar: which days are not what their weekday says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.audit.events import years as events
from school_safety.audit.record import record
from school_safety.clock import calendar
from school_safety.clock.models import CalendarDay
from school_safety.kernel.terms import school_year
from school_safety.schools.models import District


@dataclass(frozen=True)
class Year:
    """One school year's exceptions, as the page shows them."""

    first: int
    days: list[CalendarDay]

    @property
    def label(self) -> str:
        """As people write it: 2026–2027."""
        return f"{self.first}–{self.first + 1}"


def district_of(user: Any) -> District:
    """The district whose calendar this person keeps."""
    return policy.visible(user, Permission.DISTRICT_SET, District.objects.all()).get()


def year_of(district: District, asked: str | None, today: date) -> Year:
    """The school year that contains `asked` (its first year, as typed), else the present one."""
    this = school_year(today)
    first = int(asked) if asked and asked.isdecimal() and abs(int(asked) - this) <= 10 else this
    begin, end = date(first, 9, 1), date(first + 1, 8, 31)
    return Year(first, calendar.days_between(district.pk, begin, end))


@transaction.atomic(durable=True)
def set_days(
    *, district: District, first: date, last: date, kind: str, name: str, by: Any, at: datetime
) -> int:
    """Every day from first to last; an empty kind gives them back to their weekdays."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for day in days:
        calendar.set_day(district_id=district.pk, day=day, kind=kind, name=name)
    record(
        events.CALENDAR_SET,
        by=by,
        district_id=district.pk,
        object_kind="clock.calendarday",
        object_id=f"{first:%Y-%m-%d}",
        facts={"first": f"{first:%Y-%m-%d}", "count": len(days), "state": kind},
        at=at,
    )
    return len(days)
