"""Moving a case or a referral along its table: check, write, remember. The only writer of `status`."""

from datetime import datetime
from typing import Any

from interventions import policies
from interventions.models import Case, Referral
from interventions.rules import lifecycle, referral_lifecycle
from school_safety.audit.events.interventions import BY_CODE

from .memory import remember


def locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("student").get(pk=case.pk)


def locked_referral(referral: Referral) -> Referral:
    """The referral as it is now, held until the transaction ends."""
    rows = Referral.objects.select_for_update(of=("self",))
    return rows.select_related("student", "case__owner", "provider").get(pk=referral.pk)


def move(
    case: Case, to: str, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """One step of a case."""
    policies.check_can_move(case, to)
    state = lifecycle.LIFECYCLE[to]
    case.status = to
    case.moved_at = at
    case.closed_at = at if state.ends else None
    case.save()
    remember(BY_CODE[state.event], case, by=by, at=at, facts={"status": to, **(facts or {})})


def move_referral(
    referral: Referral, to: str, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """One step of a referral."""
    policies.check_can_move_referral(referral, to)
    referral.status = to
    referral.moved_at = at
    referral.save()
    event = BY_CODE[referral_lifecycle.LIFECYCLE[to].event]
    remember(event, referral, by=by, at=at, facts={"status": to, **(facts or {})})
