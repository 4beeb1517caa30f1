"""School-day arithmetic and cron lines in plain Python; local time in, local time out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

IsSchoolDay = Callable[[date], bool]
SATURDAY = 5
LONGEST_BREAK = 400  # days; a calendar without any school day must not hang us
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))


def is_school_day(day: date, holidays: frozenset[date], makeups: frozenset[date]) -> bool:
    """Monday to Friday, less the holidays, plus the weekend days worked instead (调休)."""
    if day in makeups:
        return True
    return day.weekday() < SATURDAY and day not in holidays


def add_school_days(start: datetime, days: int, school_day: IsSchoolDay) -> datetime:
    """The same time of day, `days` school days later; 0 means start's own or the next one."""
    moved, left = start, days
    for _ in range(LONGEST_BREAK + days * 7):
        if school_day(moved.date()):
            if left == 0:
                return moved
            left -= 1
        moved += timedelta(days=1)
    return moved


@dataclass(frozen=True, slots=True)
class Cron:
    """When something is due: an even pace in seconds, or the five fields of a cron line."""

    every: int = 0
    minute: frozenset[int] = frozenset()
    hour: frozenset[int] = frozenset()
    day: frozenset[int] = frozenset()
    month: frozenset[int] = frozenset()
    weekday: frozenset[int] = frozenset()  # as Python counts: Monday is 0
    any_day: bool = True
    any_weekday: bool = True

    def after(self, moment: datetime) -> datetime:
        """The first due moment that is later than this one."""
        if self.every:
            return moment + timedelta(seconds=self.every)
        due = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        last = due + timedelta(days=366 * 5)
        while due < last:
            if due.month not in self.month or not self._is_day(due):
                due = due.replace(hour=0, minute=0) + timedelta(days=1)
            elif due.hour not in self.hour:
                due = due.replace(minute=0) + timedelta(hours=1)
            elif due.minute not in self.minute:
                due += timedelta(minutes=1)
            else:
                return due
        message = "this cron line is never due"
        raise ValueError(message)

    def _is_day(self, due: datetime) -> bool:
        day, weekday = due.day in self.day, due.weekday() in self.weekday
        if self.any_day or self.any_weekday:
            return day and weekday
        return day or weekday  # cron's own rule where both are given


def parse_cron(line: str) -> Cron:
    """`every 5s`, `every 10m`, or `m h dom mon dow`; 0, 7 and sun are Sunday."""
    words = line.lower().split()
    if len(words) == 2 and words[0] == "every":
        return Cron(every=_seconds(words[1]))
    if len(words) != len(FIELDS):
        message = f"{line!r} is no cron line: five fields, or 'every 5s'"
        raise ValueError(message)
    sets = [_numbers(word, *bounds) for word, bounds in zip(words, FIELDS, strict=True)]
    minute, hour, day, month, weekday = sets
    return Cron(
        minute=minute,
        hour=hour,
        day=day,
        month=month,
        weekday=frozenset((number - 1) % 7 for number in weekday),
        any_day=words[2].startswith("*"),
        any_weekday=words[4].startswith("*"),
    )


def _seconds(word: str) -> int:
    unit = {"s": 1, "m": 60, "h": 3600}.get(word[-1:])
    if unit is None or not word[:-1].isdigit() or int(word[:-1]) == 0:
        message = f"{word!r} is no pace: write 5s, 10m or 1h"
        raise ValueError(message)
    return int(word[:-1]) * unit


def _numbers(word: str, name: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for part in word.split(","):
        span, _, step = part.partition("/")
        first, last = _span(span, name, low, high)
        if (step and not step.isdigit()) or step == "0" or not low <= first <= last <= high:
            message = f"{word!r} is no {name}: {low} to {high}"
            raise ValueError(message)
        found.update(range(first, (high if step and first == last else last) + 1, int(step or 1)))
    return frozenset(found)


def _span(span: str, name: str, low: int, high: int) -> tuple[int, int]:
    if span == "*":
        return low, high
    first, dash, last = span.partition("-")
    return _number(first, name), _number(last if dash else first, name)


def _number(word: str, name: str) -> int:
    if name == "weekday" and word in DAYS:
        return DAYS.index(word)
    if not word.isdigit():
        message = f"{word!r} is no {name}"
        raise ValueError(message)
    return int(word)
