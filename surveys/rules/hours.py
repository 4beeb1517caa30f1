"""When students can come in: the window, or only some hours of its school days."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta, tzinfo

Stretch = tuple[datetime, datetime]
Hours = tuple[time, time]


def within(at: datetime, hours: Hours, *, is_school_day: Callable[[date], bool]) -> bool:
    """`at` in local time. Only on school days, from the first hour to the last."""
    return is_school_day(at.date()) and hours[0] <= at.time() < hours[1]


def stretches(
    windows: Iterable[Stretch],
    hours: Hours | None,
    *,
    is_school_day: Callable[[date], bool],
    zone: tzinfo,
) -> list[Stretch]:
    """The open hours of some windows, joined where they meet, in order."""
    found: list[Stretch] = []
    for start, end in windows:
        found += [(start, end)] if hours is None else _daily(start, end, hours, is_school_day, zone)
    joined: list[Stretch] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _daily(
    start: datetime,
    end: datetime,
    hours: Hours,
    is_school_day: Callable[[date], bool],
    zone: tzinfo,
) -> list[Stretch]:
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    found = []
    while day <= last:
        opens = max(start, datetime.combine(day, hours[0], zone))
        closes = min(end, datetime.combine(day, hours[1], zone))
        if is_school_day(day) and opens < closes:
            found.append((opens, closes))
        day += timedelta(days=1)
    return found
