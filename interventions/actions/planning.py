"""Making a plan, changing it without overwriting a colleague, showing the family its part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from interventions.choices import CHECK_MOST, Rhythm, Status
from interventions.models import Case, Goal, Plan
from interventions.models.plan import CHECK_GOAL
from interventions.policies import check_can_move, check_open, check_version
from interventions.queries import people
from interventions.queries.strategies import bank
from school_safety.audit.events import interventions as events
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import declined
from school_safety.kernel.refusals import Invalid, NotNow

from .memory import remember, tell
from .moving import locked, move

WEEKS = 6


@dataclass(frozen=True)
class GoalText:
    """One goal as typed."""

    text: str
    how: str = ""
    target: int | None = None
    who: str = ""
    strategy: str = ""


@dataclass(frozen=True)
class PlanText:
    """A whole plan as typed."""

    school_part: str
    family_part: str = ""
    goals: Sequence[GoalText] = ()
    weeks: int = WEEKS
    starts_on: date | None = None
    rhythm: int = Rhythm.WEEKLY.value
    check_goal: int = CHECK_GOAL


@transaction.atomic(durable=True)
def make_plan(*, case: Case, text: PlanText, by: Any, at: datetime) -> Plan:
    """The first plan of a confirmed case."""
    case = locked(case)
    check_can_move(case, Status.PLANNED)
    _check(text)
    starts_on = text.starts_on or timezone.localdate(at)
    plan = Plan.objects.create(
        district_id=case.district_id,
        case=case,
        weeks=text.weeks,
        starts_on=starts_on,
        rhythm=text.rhythm,
        check_goal=text.check_goal,
        school_part=text.school_part.strip(),
        family_part=text.family_part.strip(),
        made_by=by,
        made_at=at,
        changed_by=by,
        changed_at=at,
    )
    _keep_goals(plan, text.goals, at=at)
    week = datetime.combine(
        starts_on + timedelta(days=7), time(17), timezone.get_current_timezone()
    )
    case.due_at = max(week, at)
    move(case, Status.PLANNED, by=by, at=at, facts={"weeks": text.weeks})
    return plan


@transaction.atomic(durable=True)
def change_plan(*, plan: Plan, version: int, text: PlanText, by: Any, at: datetime) -> Plan:
    """A newer wording. Who read an older version is refused and shown both (409)."""
    case = locked(plan.case)
    check_open(case)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    check_version(version, plan.version)
    _check(text)
    plan.school_part = text.school_part.strip()
    plan.family_part = text.family_part.strip()
    plan.weeks, plan.rhythm, plan.check_goal = text.weeks, text.rhythm, text.check_goal
    plan.starts_on = text.starts_on or plan.starts_on
    plan.version += 1
    plan.changed_by, plan.changed_at = by, at
    plan.save()
    _keep_goals(plan, text.goals, at=at)
    if case.status == Status.CONFIRMED:  # opened again, or returned: the plan of before, renewed
        move(case, Status.PLANNED, by=by, at=at, facts={"weeks": text.weeks})
    remember(events.PLAN_CHANGED, case, row=plan, by=by, at=at, facts={"version": plan.version})
    return plan


@transaction.atomic(durable=True)
def share_family_part(*, plan: Plan, by: Any, at: datetime) -> Plan:
    """Let the family read its part; whoever is on hold neither sees nor hears of it."""
    case = locked(plan.case)
    check_open(case)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not plan.family_part:
        raise NotNow("family_part_empty")
    if declined(case.student, Purpose.COUNSELLING, at=at):
        raise NotNow("family_declined")
    plan.family_shared_at = at
    plan.save(update_fields=["family_shared_at"])
    remember(events.PLAN_SHARED, case, row=plan, by=by, at=at)
    readers = [g.user for g in people.guardians_to_tell(case.student) if g.user_id]
    tell("support_news", readers, case, url_name="interventions:family_support", at=at)
    return plan


def _check(text: PlanText) -> None:
    wrong = {}
    if not text.school_part.strip():
        wrong["school_part"] = "required"
    if not any(goal.text.strip() for goal in text.goals):
        wrong["goal_1"] = "required"
    if not 1 <= text.weeks <= 12:
        wrong["weeks"] = "out_of_range"
    if text.rhythm not in Rhythm.values:
        wrong["rhythm"] = "unknown"
    if not 1 <= text.check_goal <= CHECK_MOST:
        wrong["check_goal"] = "unknown"
    for number, goal in enumerate(text.goals, start=1):
        if goal.strategy and goal.strategy not in bank():
            wrong[f"strategy_{number}"] = "unknown"
    if wrong:
        raise Invalid(fields=wrong)


def _keep_goals(plan: Plan, goals: Sequence[GoalText], *, at: datetime) -> None:
    """Goals keep their order and their row; one that is no longer wanted is dropped, not erased."""
    old = {goal.order: goal for goal in plan.goals.filter(dropped_at=None)}
    wanted = [goal for goal in goals if goal.text.strip()]
    for order, new in enumerate(wanted, start=1):
        row = old.pop(order, None) or Goal(district_id=plan.district_id, plan=plan, order=order)
        row.text, row.how, row.target = new.text.strip(), new.how.strip(), new.target
        row.who, row.strategy = new.who, new.strategy
        row.save()
    for row in old.values():
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
