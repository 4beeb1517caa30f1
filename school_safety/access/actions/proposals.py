"""A role or a reset that needs two people: one proposes, another one decides."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.access import giving
from school_safety.access.choices import ProposalKind, ProposalState
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.actions import reset_second_factor
from school_safety.audit.events import people as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow

from .roles import Unit, assign_role, unit_fields

TABLES = {ProposalKind.ROLE: giving.GIVE, ProposalKind.FACTOR: giving.FACTOR}


@transaction.atomic
def propose(
    *,
    user: Any,
    role: str,
    unit: Unit,
    by: Any,
    at: datetime,
    until: datetime | None = None,
    kind: str = ProposalKind.ROLE,
) -> RoleProposal:
    """Ask for the second person; the same thing is not asked for twice."""
    if by.pk == user.pk:
        raise NotNow("own_account")
    places = unit_fields(unit)
    place = giving.Place(places["district_id"], places.get("school_id"))
    found = giving.way(TABLES[ProposalKind(kind)], by, role, place)
    if found is None or not found.second:
        raise NotNow("not_yours_to_propose")
    waiting = RoleProposal.objects.filter(user=user, kind=kind, role=role)
    if waiting.filter(state=ProposalState.WAITING).exists():
        raise NotNow("already_proposed")
    row = RoleProposal.objects.create(
        kind=kind, user=user, role=role, until=until, proposed_by=by, proposed_at=at,
        proposed_as=found.as_role, **places,
    )  # fmt: skip
    _record(events.PROPOSAL_MADE, row, by=by, at=at)
    return row


def second_roles(row: RoleProposal) -> frozenset[str]:
    """The roles of which one is needed to decide, besides being neither of the two."""
    return TABLES[ProposalKind(row.kind)].get(row.role, {}).get(row.proposed_as, frozenset())


def may_decide(by: Any, row: RoleProposal) -> bool:
    """Whether this person can be the second one."""
    if by.pk in {row.user_id, row.proposed_by_id} or row.state != ProposalState.WAITING:
        return False
    return bool(second_roles(row) & giving.roles_at(by, _place(row)))


@transaction.atomic
def approve(*, proposal: RoleProposal, by: Any, at: datetime) -> RoleAssignment | None:
    """The second yes: the role is given, or the second factor is gone."""
    row = _decided(proposal, ProposalState.APPROVED, by=by, at=at)
    if row.until is not None and row.until <= at:
        raise NotNow("proposal_too_late")
    way = giving.way(TABLES[ProposalKind(row.kind)], row.proposed_by, row.role, _place(row))
    if way is None or not row.user.is_active:
        raise NotNow("proposal_without_ground")
    _record(events.PROPOSAL_APPROVED, row, by=by, at=at)
    if row.kind == ProposalKind.FACTOR:
        reset_second_factor(user=row.user, by=by, at=at, district_id=row.district_id)
        return None
    unit: Any = row.unit
    return assign_role(user=row.user, role=row.role, unit=unit, by=by, at=at, until=row.until)


@transaction.atomic
def refuse(*, proposal: RoleProposal, by: Any, at: datetime) -> None:
    """A no leaves everything as it was."""
    row = _decided(proposal, ProposalState.REFUSED, by=by, at=at)
    _record(events.PROPOSAL_REFUSED, row, by=by, at=at)


def _decided(proposal: RoleProposal, state: str, *, by: Any, at: datetime) -> RoleProposal:
    row = RoleProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state != ProposalState.WAITING:
        raise NotNow("already_decided")
    if not may_decide(by, row):
        raise NotNow("not_second_person")
    row.state, row.decided_by, row.decided_at = state, by, at
    row.save(update_fields=["state", "decided_by", "decided_at"])
    return row


def _place(row: RoleProposal) -> giving.Place:
    return giving.Place(row.district_id, row.school_id)


def _record(event: Any, row: RoleProposal, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="access.roleproposal",
        object_id=str(row.pk),
        facts={"kind": row.kind, "role": row.role, "user": str(row.user_id)},
        at=at,
    )
