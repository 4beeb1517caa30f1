"""How a child is doing: weekly checks with their line, sessions, the seven parts of life."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from interventions.choices import Giver, NoteKind, Status
from interventions.models import Assessment, Case, Plan, WeeklyCheck
from interventions.rules import fidelity, progress
from school_safety.access import policy
from school_safety.access.permissions import Permission


@dataclass
class Progress:
    """`weeks` are the Mondays of the plan; values of a week are 0 to 6, None where nobody answered."""

    weeks: list[date] = field(default_factory=list)
    student: list[float | None] = field(default_factory=list)
    guardian: list[float | None] = field(default_factory=list)
    goal: list[float] = field(default_factory=list)
    advice: str = "collect"
    sessions: fidelity.Fidelity | None = None
    assessments: list[Assessment] = field(default_factory=list)

    @property
    def has_checks(self) -> bool:
        """Whether anybody has answered yet."""
        return any(value is not None for value in (*self.student, *self.guardian))


def check_week(plan: Plan, case: Case, today: date) -> date | None:
    """The week that may be answered now; None before, after, and where nobody shared the plan."""
    if case.status != Status.PLANNED or plan.family_shared_at is None:
        return None
    week = progress.monday(today)
    return week if week in progress.weeks_of(plan.starts_on, plan.weeks) else None


def read(case: Case, plan: Plan | None, notes: list[Any], today: date) -> Progress:
    """Everything that is measured about one case, in two queries."""
    found = Progress(assessments=list(assessments(case)))
    if plan is None:
        return found
    found.weeks = progress.weeks_of(plan.starts_on, plan.weeks)
    checks = list(case.checks.all())
    found.student = _line(checks, Giver.STUDENT, found.weeks)
    found.guardian = _line(checks, Giver.GUARDIAN, found.weeks)
    values = progress.together((row.week_of, row.score) for row in checks)
    told = [values[week] for week in found.weeks if week in values]
    if told:
        found.goal = progress.goal_line(told[0], plan.check_goal, plan.weeks)
    found.advice = progress.advice(values, found.weeks, plan.check_goal)
    found.sessions = fidelity.fidelity(
        (
            (note.held, note.missed_reason)
            for note in notes
            if note.kind == NoteKind.TALK and note.happened_at.date() >= plan.starts_on
        ),
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        rhythm=plan.rhythm,
        on=today,
    )
    return found


def assessments(case: Case) -> Any:
    """Every time the seven parts were looked at."""
    return case.assessments.select_related("made_by").prefetch_related("ratings")


def _line(checks: list[WeeklyCheck], giver: str, weeks: list[date]) -> list[float | None]:
    values = progress.together((row.week_of, row.score) for row in checks if row.giver == giver)
    return [values.get(week) for week in weeks]


def plans_to_check(user: Any) -> Any:
    """Plans on which this guardian or student may tap."""
    rows = Plan.objects.filter(family_shared_at__isnull=False, case__status=Status.PLANNED)
    rows = rows.select_related("case__student")
    return policy.visible(user, Permission.CHECK_ANSWER, rows)


def own_check(user: Any, plan: Plan, today: date) -> WeeklyCheck | None:
    """What this person has tapped this week."""
    rows = WeeklyCheck.objects.filter(case_id=plan.case_id, answered_by=user)
    return rows.filter(week_of=progress.monday(today)).first()
