"""School days and cron lines, in plain Python."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from school_safety.clock.rules import add_school_days, is_school_day, parse_cron

CHINA = ZoneInfo("Asia/Shanghai")
NATIONAL = frozenset(date(2026, 10, day) for day in range(1, 8))
MAKEUP = frozenset({date(2026, 9, 27), date(2026, 10, 10)})


def school_day(day: date) -> bool:
    return is_school_day(day, NATIONAL, MAKEUP)


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 30), True),  # Wednesday
        (date(2026, 10, 1), False),  # holiday on a Thursday
        (date(2026, 10, 10), True),  # Saturday worked instead
        (date(2026, 10, 11), False),  # Sunday
        (date(2026, 9, 27), True),  # Sunday worked instead
    ],
)
def test_is_school_day(day, expected):
    assert school_day(day) is expected


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (at(2026, 9, 30, 15, 30), 0, at(2026, 9, 30, 15, 30)),
        (at(2026, 9, 30, 15, 30), 1, at(2026, 10, 8, 15, 30)),
        (at(2026, 10, 3, 8, 0), 0, at(2026, 10, 8, 8, 0)),
        (at(2026, 10, 3, 8, 0), 3, at(2026, 10, 12, 8, 0)),  # Thu, Fri, Sat (makeup), Mon
    ],
)
def test_add_school_days_steps_over_what_is_not_school(start, days, expected):
    assert add_school_days(start, days, school_day) == expected


def test_a_calendar_without_school_days_ends():
    start = at(2026, 1, 1, 8, 0)
    assert add_school_days(start, 3, lambda day: False) > start


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("0 7 * * 0", at(2026, 11, 20, 12, 0), at(2026, 11, 22, 7, 0)),  # Sunday, not Monday
        ("0 7 * * 7", at(2026, 11, 20, 12, 0), at(2026, 11, 22, 7, 0)),
        ("0 7 * * sun", at(2026, 11, 20, 12, 0), at(2026, 11, 22, 7, 0)),
        ("0 7 * * mon-fri", at(2026, 11, 20, 7, 0), at(2026, 11, 23, 7, 0)),
        ("*/15 * * * *", at(2026, 11, 20, 23, 50), at(2026, 11, 21, 0, 0)),
        ("5/20 * * * *", at(2026, 11, 20, 23, 50), at(2026, 11, 21, 0, 5)),
        ("30 3 1 * *", at(2026, 11, 20, 0, 0), at(2026, 12, 1, 3, 30)),
        ("0 0 29 2 *", at(2026, 11, 20, 0, 0), at(2028, 2, 29, 0, 0)),
        ("0 8 1 * mon", at(2026, 11, 20, 0, 0), at(2026, 11, 23, 8, 0)),  # cron's own "or"
        ("0 8,20 * 1-2 *", at(2026, 11, 20, 0, 0), at(2027, 1, 1, 8, 0)),
        ("every 5s", at(2026, 11, 20, 0, 0, 0), at(2026, 11, 20, 0, 0, 5)),
        ("every 2h", at(2026, 11, 20, 0, 0, 0), at(2026, 11, 20, 2, 0, 0)),
    ],
)
def test_a_line_is_next_due(line, after, expected):
    assert parse_cron(line).after(after) == expected


@pytest.mark.parametrize(
    "line",
    ["", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "x * * * *",
     "*/0 * * * *", "5-1 * * * *", "every", "every 5", "every 0s", "every -1m", "* * * * funday"],
)  # fmt: skip
def test_nonsense_is_refused(line):
    with pytest.raises(ValueError, match="is no"):
        parse_cron(line)


def test_a_line_that_is_never_due_says_so():
    with pytest.raises(ValueError, match="never due"):
        parse_cron("0 0 31 2 *").after(at(2026, 1, 1))


def test_every_minute_of_a_week_agrees_with_a_plain_reading():
    cron, moment = parse_cron("*/7 6-18/3 * * tue,thu"), at(2026, 11, 16, 0, 0)
    expected = [
        minute
        for minute in (moment + timedelta(minutes=n) for n in range(1, 7 * 24 * 60))
        if minute.weekday() in {1, 3}
        and minute.hour in {6, 9, 12, 15, 18}
        and minute.minute % 7 == 0
    ]
    found = []
    while (moment := cron.after(moment)) <= expected[-1]:
        found.append(moment)
    assert found == expected
