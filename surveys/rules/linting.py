"""What keeps a wave from opening, as codes; `choices.Problem` says how to mend each."""

from dataclasses import dataclass
from datetime import date, datetime

LONGEST_DAYS = 60


@dataclass(frozen=True)
class Plan:
    """The facts of a wave that decide whether it may open."""

    opens_at: datetime
    closes_at: datetime
    notice_on: date | None
    opens_on: date
    has_on_call: bool
    classes: int
    grades: frozenset[int]
    grade_min: int
    grade_max: int
    has_safety_items: bool
    planned_by: str
    approved_by: str | None


def plan_problems(plan: Plan) -> tuple[str, ...]:
    """What must be mended before anyone can approve."""
    found = []
    if plan.closes_at <= plan.opens_at or (plan.closes_at - plan.opens_at).days > LONGEST_DAYS:
        found.append("window")
    if not plan.classes:
        found.append("no_class")
    if plan.grades and not (
        plan.grade_min <= min(plan.grades) and max(plan.grades) <= plan.grade_max
    ):
        found.append("grade")
    if plan.has_safety_items and plan.grades and min(plan.grades) < 5:
        found.append("safety_item_grade")
    if not plan.has_on_call:
        found.append("no_on_call")
    if plan.notice_on is None or plan.notice_on > plan.opens_on:
        found.append("no_notice")
    return tuple(found)


def opening_problems(plan: Plan) -> tuple[str, ...]:
    """The same, and the second pair of eyes."""
    found = list(plan_problems(plan))
    if plan.approved_by is None:
        found.append("not_approved")
    elif plan.approved_by == plan.planned_by:
        found.append("own_approval")
    return tuple(found)
