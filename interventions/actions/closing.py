"""Ending a case: one person asks, another agrees."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from interventions.choices import OPEN_REFERRALS, CloseOutcome, DecisionKind, Status
from interventions.models import Case
from interventions.policies import check_can_move, check_second_person
from interventions.queries import people
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.audit.events import interventions as events
from school_safety.kernel.refusals import Invalid, NotNow

from .aftercare import plan_aftercare
from .assigning import case_basis
from .deciding import decide
from .memory import remember, tell_case
from .moving import locked, move

AFTERCARE = timedelta(days=104)  # two weeks longer than the last look


@transaction.atomic(durable=True)
def ask_close(*, case: Case, outcome: str, reason: str, by: Any, at: datetime) -> Case:
    """Propose to close. Open tasks and open referrals come first."""
    case = locked(case)
    check_can_move(case, Status.CLOSING)
    if outcome not in CloseOutcome.values:
        raise Invalid(fields={"outcome": "required"})
    if not case.moved_away and case.tasks.filter(done_at=None).exists():
        raise NotNow("tasks_open")
    if case.referrals.filter(status__in=OPEN_REFERRALS).exists():
        raise NotNow("referral_open")
    decide(case, DecisionKind.CLOSE_ASKED, reason=reason, by=by, at=at)
    case.outcome = outcome
    move(case, Status.CLOSING, by=by, at=at, facts={"outcome": outcome})
    tell_case("case_close_asked", people.leads_of(case.school_id, at), case, at=at)
    return case


@transaction.atomic(durable=True)
def approve_close(*, case: Case, reason: str, by: Any, at: datetime) -> Case:
    """The second person agrees; the counselor keeps reading for the time of after-care."""
    case = locked(case)
    check_can_move(case, Status.CLOSED)
    check_second_person(by, _asked_by(case))
    decide(case, DecisionKind.CLOSE_APPROVED, reason=reason, by=by, at=at)
    move(case, Status.CLOSED, by=by, at=at, facts={"outcome": case.outcome})
    end_grants(basis=case_basis(case), by=by, at=at)
    grant(
        user=case.owner,
        student=case.student,
        kind=GrantKind.CASELOAD,
        basis=case_basis(case),
        approver=by,
        by=by,
        at=at,
        until=at + AFTERCARE,
        school_id=case.school_id,
    )
    plan_aftercare(case, at=at)
    tell_case("case_closed", [case.owner], case, at=at)
    return case


@transaction.atomic(durable=True)
def return_close(*, case: Case, reason: str, by: Any, at: datetime) -> Case:
    """Not yet: back to where it was."""
    case = locked(case)
    if case.status != Status.CLOSING:
        raise NotNow("case_state", status=case.status)
    check_second_person(by, _asked_by(case))
    decide(case, DecisionKind.CLOSE_RETURNED, reason=reason, by=by, at=at)
    case.outcome = ""
    back = Status.PLANNED if hasattr(case, "plan") else Status.CONFIRMED
    move(case, back, by=by, at=at)
    remember(events.CASE_CLOSE_RETURNED, case, by=by, at=at)
    tell_case("case_close_returned", [case.owner], case, at=at)
    return case


def _asked_by(case: Case) -> Any:
    asked = case.decisions.filter(kind=DecisionKind.CLOSE_ASKED).select_related("decided_by")
    first = asked.first()
    return first.decided_by if first else None
