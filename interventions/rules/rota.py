"""Whether a rota leaves holes. Plain Python over moments of local time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from .ladder import Shift
from .triage import SCHOOL_HOURS

LOOK_AHEAD = 14  # days
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Gap:
    """A day on which nobody is on duty for a while."""

    day: date
    starts_at: datetime
    ends_at: datetime
    school_day: bool

    @property
    def whole_day(self) -> bool:
        """From midnight to midnight."""
        return self.ends_at - self.starts_at >= timedelta(days=1)


def uncovered(start: datetime, end: datetime, covered: Iterable[Stretch]) -> list[Stretch]:
    """The parts of a stretch that none of the others covers."""
    open_parts, here = [], start
    for begins, ends in sorted(covered):
        if begins >= end:
            break
        if begins > here:
            open_parts.append((here, begins))
        here = max(here, ends)
    if here < end:
        open_parts.append((here, end))
    return open_parts


def gaps(
    shifts: Iterable[Shift],
    days: Iterable[date],
    *,
    is_school_day: Callable[[date], bool],
    staffed: bool,
    zone: tzinfo,
) -> list[Gap]:
    """Where nobody is on duty; in school hours the counselors are there (`staffed`)."""
    held = [(shift.starts_at, shift.ends_at) for shift in shifts]
    found = []
    for day in days:
        start = datetime.combine(day, time(0), zone)
        end = datetime.combine(day + timedelta(days=1), time(0), zone)
        school = is_school_day(day)
        there = list(held)
        if school and staffed:
            first, last = SCHOOL_HOURS
            there.append((datetime.combine(day, first, zone), datetime.combine(day, last, zone)))
        found += [Gap(day, begins, ends, school) for begins, ends in uncovered(start, end, there)]
    return found


def overlaps(first: Stretch, second: Stretch) -> bool:
    """Whether both cover a moment."""
    return first[0] < second[1] and second[0] < first[1]
