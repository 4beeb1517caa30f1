"""The hours in which students can come in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from surveys.rules import hours

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 11, 23)
DAY = (time(8), time(16, 30))


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def school(day):
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (at(23, 8), True),
        (at(23, 7, 59), False),
        (at(23, 16, 29), True),
        (at(23, 16, 30), False),
        (at(22, 10), False),  # a Sunday
    ],
)
def test_within(moment, inside):
    assert hours.within(moment, DAY, is_school_day=school) is inside


@pytest.mark.parametrize(
    ("windows", "daily", "found"),
    [
        ([], None, []),
        ([(at(23, 9), at(24, 9))], None, [(at(23, 9), at(24, 9))]),
        ([(at(23, 9), at(24, 9)), (at(24, 9), at(24, 10))], None, [(at(23, 9), at(24, 10))]),
        ([(at(23, 9), at(24, 9))], DAY, [(at(23, 9), at(23, 16, 30)), (at(24, 8), at(24, 9))]),
        ([(at(20, 20), at(23, 7))], DAY, []),  # from a Friday night to a Monday morning
        ([(at(23, 9), at(23, 11)), (at(23, 10), at(23, 12))], DAY, [(at(23, 9), at(23, 12))]),
    ],
)
def test_stretches(windows, daily, found):
    assert hours.stretches(windows, daily, is_school_day=school, zone=ZONE) == found


def test_a_whole_week_is_five_days():
    week = (at(23, 0), at(23, 0) + timedelta(days=7))
    assert len(hours.stretches([week], DAY, is_school_day=school, zone=ZONE)) == 5
