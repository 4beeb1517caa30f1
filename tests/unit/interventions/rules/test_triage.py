"""From a level to a deadline, over school days and holidays."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from interventions.choices import CLOCKS, Level
from interventions.rules import triage

ZONE = ZoneInfo("Asia/Shanghai")


def weekday(day: date) -> bool:
    return day.weekday() < 5


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("level", "at", "due"),
    [
        (1, "2026-11-23T09:40", "2026-11-23T10:40"),  # Monday morning: one hour
        (1, "2026-11-21T23:30", "2026-11-22T00:30"),  # a Saturday night: still one hour
        (2, "2026-11-23T09:40", "2026-11-23T17:00"),
        (2, "2026-11-23T17:00", "2026-11-24T17:00"),  # school is over: the next school day
        (2, "2026-11-27T18:00", "2026-11-30T17:00"),  # Friday evening: Monday
        (2, "2026-11-22T10:00", "2026-11-23T17:00"),  # Sunday: Monday
        (3, "2026-11-23T09:40", "2026-11-26T17:00"),
        (3, "2026-11-26T09:40", "2026-12-01T17:00"),  # over a weekend
        (4, "2026-11-23T09:40", "2026-12-07T17:00"),
    ],
)
def test_due(level, at, due):
    assert triage.due(level, moment(at), weekday) == moment(due)


def test_every_level_has_a_clock():
    assert set(CLOCKS) == set(Level.values)


def test_a_calendar_without_school_days_ends_somewhere():
    found = triage.due(2, moment("2026-07-10T09:00"), lambda day: False)
    assert found > moment("2026-07-10T09:00")


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(1, 4, 1), (4, 1, 1), (3, 3, 3), (2, 3, 2)]
)
def test_more_urgent(first, second, expected):
    assert triage.more_urgent(first, second) == expected


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("2026-11-23T09:39", "late"),
        ("2026-11-23T09:40", "today"),
        ("2026-11-23T23:59", "today"),
        ("2026-11-24T00:00", "later"),
    ],
)
def test_due_state(due, state):
    assert triage.due_state(moment(due), moment("2026-11-23T09:40")) == state


@pytest.mark.parametrize(
    ("level", "day", "hour", "rule"),
    [
        (1, 21, 23, "at_once"),
        (1, 23, 10, "at_once"),
        (2, 21, 10, "free_day"),
        (4, 23, 17, "after_school"),
        (3, 23, 6, "before_school"),
        (3, 23, 16, "in_hours"),
    ],
)
def test_which_rule_set_the_clock(level, day, hour, rule):
    arrived = datetime(2026, 11, day, hour, 5, tzinfo=ZONE)
    assert triage.clock_rule(level, arrived, lambda day: day.weekday() < 5) == rule
