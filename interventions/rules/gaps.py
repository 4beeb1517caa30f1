"""Stretches of school days in which nothing was written about a case.

A gap is not a fault: it asks whether something is missing from the file, or from the help. Ten
school days are the longest clock a case can have (`choices.CLOCKS`); longer silence is shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

LONGEST = 10  # school days without an entry that need no word
FURTHEST = 1000  # days; a file that lay for years is not counted to its end


@dataclass(frozen=True)
class Gap:
    """`after` and `before` are the days of the entries around it; `days` the school days between."""

    after: date
    before: date
    days: int


def gaps(
    written: Iterable[date],
    is_school_day: Callable[[date], bool],
    *,
    until: date | None = None,
    longest: int = LONGEST,
) -> list[Gap]:
    """Every stretch of more than `longest` school days; `until` is today for a case that is open."""
    days = sorted(set(written))
    if until is not None and days and until > days[-1]:
        days.append(until)
    found = []
    for first, second in pairwise(days):
        count = between(first, second, is_school_day)
        if count > longest:
            found.append(Gap(first, second, count))
    return found


def between(first: date, second: date, is_school_day: Callable[[date], bool]) -> int:
    """The school days that lie between two days; neither of them counts."""
    span = min((second - first).days, FURTHEST)
    return sum(is_school_day(first + timedelta(days=n)) for n in range(1, span))
