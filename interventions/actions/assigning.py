"""Who looks after a case. The grant written here is what lets that person open it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.choices import Level, Status
from interventions.models import Case
from interventions.policies import check_open
from interventions.queries import people
from school_safety.access.actions import end_grants, grant
from school_safety.access.choices import GrantKind
from school_safety.audit.events.interventions import CASE_ASSIGNED
from school_safety.kernel.refusals import Invalid, NotNow

from .covering import case_basis, stand_in
from .memory import remember, tell_case
from .moving import locked, move


@transaction.atomic(durable=True)
def assign(*, case: Case, to: Any, by: Any, at: datetime) -> Case:
    """Hand a case to a counselor of its school; nobody hands one to herself."""
    case = locked(case)
    check_open(case)
    if by is not None and by.pk == to.pk:
        raise NotNow("not_to_oneself")
    if not people.counselors_of(case.school_id, at).filter(pk=to.pk).exists():
        raise Invalid(fields={"to": "not_a_counselor_here"})
    if case.owner_id == to.pk:
        raise NotNow("already_hers")
    give(case, to=to, by=by, at=at)
    return case


def give(case: Case, *, to: Any, by: Any, at: datetime, told: bool = True) -> None:
    """Write owner, grant and notice; where work has begun, the state stays what it is."""
    end_grants(basis=case_basis(case), by=by, at=at)
    case.owner = to
    if case.status in {Status.NEW, Status.ASSIGNED} or not case.is_open:
        move(case, Status.ASSIGNED, by=by, at=at, facts={"to": str(to.pk)})
    else:
        _hand_over(case, to=to, by=by, at=at)
    grant(
        user=to,
        student=case.student,
        kind=GrantKind.CASELOAD,
        basis=case_basis(case),
        approver=by,
        by=by,
        at=at,
        school_id=case.school_id,
    )
    stand_in(case, by=by, at=at)
    if not told:
        return
    urgent = case.suggested_level == Level.NOW and case.level is None
    tell_case("case_assigned", [to], case, at=at, safety=urgent)


def _hand_over(case: Case, *, to: Any, by: Any, at: datetime) -> None:
    """A new owner in the middle of the work: remembered like any assignment."""
    case.moved_at = at
    case.save()
    remember(CASE_ASSIGNED, case, by=by, at=at, facts={"status": case.status, "to": str(to.pk)})
