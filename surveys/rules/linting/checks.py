"""All checks, in the order in which a planner mends."""

from collections.abc import Callable
from dataclasses import dataclass

from . import ground, items
from .facts import Plan


@dataclass(frozen=True)
class Finding:
    """One thing to mend, and the places where it is: item ids, days, stretches, per cent."""

    code: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One check: in order where nothing was found."""

    name: str
    findings: tuple[Finding, ...] = ()


CHECKS: tuple[tuple[str, Callable[[Plan], items.Hits]], ...] = (
    ("classes", ground.classes),
    ("window", ground.window),
    ("licence", items.licence),
    ("published", items.published),
    ("grade", items.grade_fit),
    ("risk_tags", items.risk_tags),
    ("selfharm", items.selfharm),
    ("negative", items.negative),
    ("greed", items.greed),
    ("preview", items.preview),
    ("notice", ground.notice),
    ("assessment", ground.assessment),
    ("cover", ground.cover),
    ("follow_up", ground.follow_up),
)
APPROVALS = ("approvals", ground.approvals)


def lint(plan: Plan, *, approvals: bool = False) -> tuple[Row, ...]:
    """Every check with what it found; the approvals too where it is about opening."""
    checks = (*CHECKS, APPROVALS) if approvals else CHECKS
    return tuple(
        Row(name, tuple(Finding(code, places) for code, places in check(plan)))
        for name, check in checks
    )


def plan_problems(plan: Plan) -> tuple[str, ...]:
    """What must be mended before anyone can approve."""
    return tuple(found.code for row in lint(plan) for found in row.findings)


def opening_problems(plan: Plan) -> tuple[str, ...]:
    """The same, and the two pairs of eyes."""
    return tuple(found.code for row in lint(plan, approvals=True) for found in row.findings)
