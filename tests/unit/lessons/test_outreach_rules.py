"""Rough counts stay rough; what was had was had."""

from datetime import date

import pytest

from lessons.rules import calendar, outreach


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0"), (1, "<10"), (9, "<10"), (10, "10"), (184, "180"), (400, "400")]
)
def test_people_are_counted_roughly(n, said):
    assert outreach.rough(n) == said


@pytest.mark.parametrize(("minutes", "said"), [(0, "0"), (60, "1"), (85, "1.4")])
def test_minutes_are_said_as_hours(minutes, said):
    assert outreach.hours(minutes) == said


@pytest.mark.parametrize(
    ("day", "had", "state"),
    [
        (1, False, "later"),
        (5, False, "due"),
        (9, False, "overdue"),
        (1, True, "had"),
        (9, True, "had"),
    ],
)
def test_where_a_class_stands(day, had, state):
    found = calendar.state(date(2026, 9, 3), date(2026, 9, 8), date(2026, 9, day), had=had)
    assert found == state


def test_a_grade_lies_in_all_spans_or_not_at_all():
    assert calendar.fits(5, (1, 9), (5, 6))
    assert not calendar.fits(7, (1, 9), (5, 6))
