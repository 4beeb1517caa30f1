"""Where nothing was written: counted in school days, shown only when it is long."""

from datetime import date, timedelta

import pytest

from interventions.rules.gaps import LONGEST, Gap, between, gaps

MONDAY = date(2026, 9, 7)


def weekday(day: date) -> bool:
    return day.weekday() < 5


def after(weeks: int = 0, days: int = 0) -> date:
    return MONDAY + timedelta(weeks=weeks, days=days)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (MONDAY, MONDAY, 0),
        (MONDAY, after(days=1), 0),
        (MONDAY, after(days=2), 1),
        (after(days=4), after(days=7), 0),  # a weekend is no gap
        (MONDAY, after(weeks=1), 4),
        (MONDAY, after(weeks=5), 24),
    ],
)
def test_school_days_between_two_days(first, second, count):
    assert between(first, second, weekday) == count


@pytest.mark.parametrize(
    ("written", "until", "found"),
    [
        ([], None, []),
        ([], after(weeks=9), []),  # nothing written yet: nothing lies between
        ([MONDAY], None, []),
        ([MONDAY, after(weeks=2, days=1)], None, []),  # ten: the longest clock
        ([MONDAY, after(weeks=2, days=2)], None, [(0, 16, 11)]),
        ([MONDAY, MONDAY, after(weeks=2, days=2)], None, [(0, 16, 11)]),
        ([after(weeks=2, days=2), MONDAY], None, [(0, 16, 11)]),
        ([MONDAY], after(weeks=4, days=2), [(0, 30, 21)]),  # an open case, silent until today
        ([MONDAY, after(weeks=5)], after(weeks=5, days=1), [(0, 35, 24)]),
        ([after(weeks=9)], after(weeks=1), []),  # what lies ahead makes no gap behind it
    ],
)
def test_stretches_without_an_entry(written, until, found):
    expected = [Gap(after(days=a), after(days=b), n) for a, b, n in found]
    assert gaps(written, weekday, until=until) == expected


def test_holidays_do_not_count():
    assert gaps([MONDAY, after(weeks=6)], lambda day: False) == []
    assert LONGEST == 10


def test_a_file_that_lay_for_years_ends_somewhere():
    assert gaps([date(1990, 1, 1), MONDAY], weekday)[0].days < 800
