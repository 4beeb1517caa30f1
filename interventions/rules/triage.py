"""From a level to a deadline. The school calendar comes in as a function, so this stays pure."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from interventions.choices import CLOCKS, Clock

SCHOOL_HOURS = (time(7, 30), time(17, 0))
SCHOOL_ENDS = SCHOOL_HOURS[1]
LONGEST_BREAK = 120  # days; a calendar without any school day must not hang us

IsSchoolDay = Callable[[date], bool]


def due(level: int, at: datetime, is_school_day: IsSchoolDay) -> datetime:
    """When a person must have been in touch. `at` is local time."""
    return deadline(CLOCKS[level], at, is_school_day)


def deadline(clock: Clock, at: datetime, is_school_day: IsSchoolDay) -> datetime:
    """The same for any clock, so that a district's tighter one needs no other code."""
    if clock.contact_minutes is not None:
        return at + timedelta(minutes=clock.contact_minutes)
    first = at.date() if at.time() < SCHOOL_ENDS else at.date() + timedelta(days=1)
    day = nth_school_day(first, clock.school_days or 0, is_school_day)
    return at.replace(
        year=day.year,
        month=day.month,
        day=day.day,
        hour=SCHOOL_ENDS.hour,
        minute=0,
        second=0,
        microsecond=0,
    )


def nth_school_day(first: date, count: int, is_school_day: IsSchoolDay) -> date:
    """The school day `count` school days after the first one on or after `first`."""
    day, left = first, count
    for _ in range(LONGEST_BREAK + count * 7):
        if is_school_day(day):
            if left == 0:
                return day
            left -= 1
        day += timedelta(days=1)
    return day


def clock_rule(level: int, at: datetime, is_school_day: IsSchoolDay) -> str:
    """Which rule set the clock of something that came at that local time; a code for words."""
    if CLOCKS[level].contact_minutes is not None:
        return "at_once"
    if not is_school_day(at.date()):
        return "free_day"
    begins, ends = SCHOOL_HOURS
    if at.time() >= ends:
        return "after_school"
    return "before_school" if at.time() < begins else "in_hours"


def more_urgent(first: int, second: int) -> int:
    """The level that waits less; small numbers wait less."""
    return min(first, second)


def due_state(due_at: datetime, now: datetime) -> str:
    """How a deadline is shown: "late", "today" or "later". It marks work, never a child."""
    if due_at < now:
        return "late"
    return "today" if due_at.date() == now.date() else "later"
