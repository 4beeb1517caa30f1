"""A person decides, and says why: confirm, dismiss, or change how soon."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import DecisionKind, Finding, Level, Status
from interventions.models import Case, Decision
from interventions.policies import check_can_move, check_open
from interventions.queries.deadlines import due_at
from school_safety.access.actions import end_grants
from school_safety.audit.events import interventions as events
from school_safety.kernel.refusals import Invalid

from .assigning import case_basis
from .memory import remember
from .moving import locked, move
from .safety.raising import ring_for_case


@transaction.atomic(durable=True)
def confirm(
    *, case: Case, level: int, reason: str, by: Any, at: datetime, finding: str = ""
) -> Case:
    """This child is to be supported, this soon, for this reason."""
    case = locked(case)
    check_can_move(case, Status.CONFIRMED)
    _check_level(level)
    decide(case, DecisionKind.CONFIRMED, reason=reason, level=level, finding=finding, by=by, at=at)
    case.level = level
    case.due_at = due_at(case.district_id, level, at)
    move(case, Status.CONFIRMED, by=by, at=at)
    _ring(case, level, by=by, at=at)
    return case


@transaction.atomic(durable=True)
def dismiss(*, case: Case, reason: str, by: Any, at: datetime, finding: str = "") -> Case:
    """Nothing more is needed now; the counselor's access ends with it."""
    case = locked(case)
    check_can_move(case, Status.DISMISSED)
    decide(case, DecisionKind.DISMISSED, reason=reason, finding=finding, by=by, at=at)
    move(case, Status.DISMISSED, by=by, at=at)
    end_grants(basis=case_basis(case), by=by, at=at)
    return case


@transaction.atomic(durable=True)
def change_level(*, case: Case, level: int, reason: str, by: Any, at: datetime) -> Case:
    """Sooner or later than decided before; the clock starts anew."""
    case = locked(case)
    check_open(case)
    _check_level(level)
    decide(case, DecisionKind.LEVEL, reason=reason, level=level, by=by, at=at)
    case.level = level
    case.due_at = due_at(case.district_id, level, at)
    case.moved_at = at
    case.save()
    remember(events.CASE_LEVELLED, case, by=by, at=at)
    _ring(case, level, by=by, at=at)
    return case


def _ring(case: Case, level: int, *, by: Any, at: datetime) -> None:
    """A counselor's word that it cannot wait is a bell like any other."""
    ring_for_case(case=case, level=level, source="staff", origin="", by=by, at=at)


def decide(
    case: Case,
    kind: str,
    *,
    reason: str,
    by: Any,
    at: datetime,
    level: int | None = None,
    finding: str = "",
) -> Decision:
    """Keep the decision with its reason; without a reason there is none."""
    if not reason.strip():
        raise Invalid(fields={"reason": "required"})
    if finding and finding not in Finding.values:
        raise Invalid(fields={"finding": "unknown"})
    return Decision.objects.create(
        district_id=case.district_id,
        case=case,
        kind=kind,
        level=level,
        finding=finding,
        reason=reason.strip(),
        decided_by=by,
        decided_at=at,
    )


def _check_level(level: int) -> None:
    if level not in Level.values:
        raise Invalid(fields={"level": "required"})
