"""Where weekly checks point, and how sessions are counted."""

from datetime import date, timedelta

import pytest

from interventions.rules import fidelity, progress

FIRST = date(2026, 9, 7)  # a Monday


def weeks(count=6):
    return [FIRST + timedelta(weeks=number) for number in range(count)]


def values(*scores):
    return {week: score for week, score in zip(weeks(), scores, strict=False) if score is not None}


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ((), "collect"),
        ((1, 2, 3), "collect"),
        ((1, 1, 1, 1), "keep"),  # the first check lies on its own line, not under it
        ((2, 1, 1, 1, 1), "change"),
        ((2, 1, 1, 1, 5), "keep"),
        ((5, 5, 6, 5), "reached"),
        ((1, None, 5, 5, 5, 6), "reached"),
        ((3, 4, 5, 6), "keep"),
        ((6, 6, 6, 6), "reached"),
    ],
)
def test_advice(scores, said):
    assert progress.advice(values(*scores), weeks(), 5) == said


@pytest.mark.parametrize(
    ("first", "goal", "count", "line"),
    [
        (1, 5, 5, [1, 2, 3, 4, 5]),
        (6, 5, 3, [6, 6, 6]),  # better than the goal: the line does not ask for less
        (2, 5, 1, [5]),
    ],
)
def test_goal_line(first, goal, count, line):
    assert progress.goal_line(first, goal, count) == line


def test_two_givers_make_one_value_a_week():
    assert progress.together([(FIRST, 2), (FIRST, 5), (FIRST + timedelta(7), 6)]) == {
        FIRST: 3.5,
        FIRST + timedelta(7): 6,
    }


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(3), FIRST + timedelta(6)])
def test_a_week_begins_on_monday(day):
    assert progress.monday(day) == FIRST
    assert progress.weeks_of(day, 2) == [FIRST, FIRST + timedelta(7)]


@pytest.mark.parametrize(
    ("rhythm", "days", "count"),
    [(7, 0, 0), (7, 6, 1), (7, 7, 1), (7, 13, 2), (3, 6, 2), (14, 27, 2), (7, 400, 6), (7, -5, 0)],
)
def test_planned(rhythm, days, count):
    assert fidelity.planned(FIRST, 6, rhythm, FIRST + timedelta(days=days)) == count


def test_fidelity_names_what_is_missing():
    sessions = [(True, ""), (True, ""), (False, "event"), (False, "event"), (False, "")]
    found = fidelity.fidelity(
        sessions, starts_on=FIRST, weeks=6, rhythm=7, on=FIRST + timedelta(days=60)
    )
    assert (found.planned, found.held, found.missed, found.behind) == (
        6, 2, {"event": 2, "": 1}, 1,
    )  # fmt: skip
