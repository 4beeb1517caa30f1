"""Where the weekly checks point: the goal line, and when to change course.

The four-point rule of progress monitoring: four checks in a row under the goal line ask for
another plan, four at the goal for an end in sight (National Center on Student Progress Monitoring,
Stecker & Lembke, 2005). Before four there is nothing to say.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

RUN = 4


def monday(day: date) -> date:
    """The week a day belongs to."""
    return day - timedelta(days=day.weekday())


def weeks_of(starts_on: date, weeks: int) -> list[date]:
    """The Mondays of a plan."""
    first = monday(starts_on)
    return [first + timedelta(weeks=number) for number in range(weeks)]


def together(scores: Iterable[tuple[date, int]]) -> dict[date, float]:
    """One value a week: the mean of all who answered in it."""
    found: dict[date, list[int]] = {}
    for week, score in scores:
        found.setdefault(week, []).append(score)
    return {week: sum(each) / len(each) for week, each in found.items()}


def goal_line(first: float, goal: float, weeks: int) -> list[float]:
    """From the first check straight to the goal in the last week."""
    if weeks == 1:
        return [goal]
    step = (max(goal, first) - first) / (weeks - 1)
    return [round(first + step * number, 2) for number in range(weeks)]


def advice(values: Mapping[date, float], mondays: Sequence[date], goal: float) -> str:
    """ "collect", "change", "reached" or "keep", from the last four weeks that have a check."""
    told = [(number, values[week]) for number, week in enumerate(mondays) if week in values]
    if len(told) < RUN:
        return "collect"
    line = goal_line(told[0][1], goal, len(mondays))
    last = told[-RUN:]
    if all(value >= goal for _number, value in last):
        return "reached"
    if all(value < line[number] for number, value in last):
        return "change"
    return "keep"
