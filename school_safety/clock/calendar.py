"""Is school on? Asked per district, with the editable calendar."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from . import rules
from .choices import DayKind
from .models import CalendarDay

MEMORY_SECONDS = 30  # another process's edit is seen after at most this long
_remembered: dict[UUID, tuple[float, "SchoolCalendar"]] = {}


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """One district's exceptions, ready to be asked many times."""

    holidays: frozenset[date]
    makeups: frozenset[date]

    def is_school_day(self, day: date) -> bool:
        return rules.is_school_day(day, self.holidays, self.makeups)


def of(district_id: UUID) -> SchoolCalendar:
    """The district's calendar; read once and remembered for half a minute."""
    until, calendar = _remembered.get(district_id, (0.0, None))
    if calendar is None or until < time.monotonic():
        calendar = _read(district_id)
        _remembered[district_id] = (time.monotonic() + MEMORY_SECONDS, calendar)
    return calendar


def is_school_day(district_id: UUID, day: date) -> bool:
    """Whether this district's schools teach on that day."""
    return of(district_id).is_school_day(day)


def add_school_days(district_id: UUID, start: datetime, days: int) -> datetime:
    """The same local time of day, `days` school days later; 0 is start's day or the next one."""
    local = timezone.localtime(start)
    return rules.add_school_days(local, days, of(district_id).is_school_day)


def set_day(*, district_id: UUID, day: date, kind: str, name: str = "") -> None:
    """Write an exception into the calendar; an empty kind gives the day back to its weekday."""
    if kind:
        CalendarDay.objects.update_or_create(
            district_id=district_id,
            day=day,
            defaults={"kind": DayKind(kind), "name": name},
        )
    else:
        CalendarDay.objects.filter(district_id=district_id, day=day).delete()
    _remembered.pop(district_id, None)
    transaction.on_commit(lambda: _remembered.pop(district_id, None))


def forget() -> None:
    """Drop what was read (tests)."""
    _remembered.clear()


def days_between(district_id: UUID, first: date, last: date) -> list[CalendarDay]:
    """The exceptions of a span, for the page that shows and edits them."""
    return list(CalendarDay.objects.filter(district_id=district_id, day__range=(first, last)))


def _read(district_id: UUID) -> SchoolCalendar:
    rows = CalendarDay.objects.filter(district_id=district_id).values_list("day", "kind")
    kinds = dict(rows)
    return SchoolCalendar(
        frozenset(day for day, kind in kinds.items() if kind == DayKind.HOLIDAY),
        frozenset(day for day, kind in kinds.items() if kind == DayKind.MAKEUP),
    )
