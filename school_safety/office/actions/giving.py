"""Roles and second persons, as the office does it: with messages, and with the CMS kept in step."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from lessons.actions.sections import sync_groups
from school_safety.access import actions as access
from school_safety.access import giving
from school_safety.access.actions.proposals import second_roles
from school_safety.access.choices import SECOND_FACTOR_ROLES, ProposalKind
from school_safety.access.holdings import forget, not_ended
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.actions import (
    close_account,
    reset_second_factor,
    revoke_activation_codes,
)
from school_safety.accounts.models import User
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.notices.outbox import post
from school_safety.office import keeping
from school_safety.schools.models import District

# Where several of a colleague's roles ask for a second person, this one names who it is.
STRICTEST = ("da", "au", "ld", "co")


@transaction.atomic
def give(
    *, person: User, role: str, unit: Any, by: Any, at: datetime, until: datetime | None = None
) -> RoleProposal | None:
    """At once where one person may, else a proposal to the second one."""
    if by.pk == person.pk:
        raise NotNow("own_account")
    way = giving.way(giving.GIVE, by, role, place_of(unit))
    if way is None:
        raise NotNow("not_yours_to_propose")
    if role in SECOND_FACTOR_ROLES:  # a letter on its way was for an account that opens less
        revoke_activation_codes(user=person, at=at)
    if way.second:
        row = access.propose(user=person, role=role, unit=unit, until=until, by=by, at=at)
        _ask(row, at)
        return row
    given = access.assign_role(user=person, role=role, unit=unit, by=by, at=at, until=until)
    _given(given, by, at)
    return None


def place_of(unit: Any) -> giving.Place:
    """The place of a district, a school or a class."""
    if isinstance(unit, District):
        return giving.Place(unit.pk)
    return giving.Place(unit.district_id, getattr(unit, "school_id", unit.pk))


def _given(row: RoleAssignment, by: Any, at: datetime) -> None:
    sync_groups(row.user, by=by, at=at)
    post("role_given", to=row.user, district_id=row.district_id, school_id=row.school_id, at=at)


@transaction.atomic(durable=True)
def decide(*, proposal: RoleProposal, agreed: bool, by: Any, at: datetime) -> None:
    """The second person's word; whoever proposed it hears of it."""
    if not agreed:
        access.refuse(proposal=proposal, by=by, at=at)
    elif (row := access.approve(proposal=proposal, by=by, at=at)) is not None:
        _given(row, by, at)
    else:
        _tell_of_reset(proposal.user, proposal.district_id, at)
    post(
        "proposal_decided", to=proposal.proposed_by, district_id=proposal.district_id, at=at,
        school_id=proposal.school_id, url_name="office:person_detail", url_args=[proposal.user_id],
    )  # fmt: skip


@transaction.atomic(durable=True)
def reset_factor(*, person: User, by: Any, at: datetime) -> RoleProposal | None:
    """A lost phone: gone at once, or a question to the second person where roles are heavy."""
    ways = keeping.needed(giving.FACTOR, by, person)
    heavy = [(role, place) for role, place, way in ways if way.second]
    if not heavy:
        district = keeping.district_of(person)
        reset_second_factor(user=person, by=by, at=at, district_id=district)
        _tell_of_reset(person, district, at)
        return None
    role, place = min(heavy, key=lambda each: STRICTEST.index(each[0]))
    held = RoleAssignment.objects.filter(
        user=person, role=role, district=place.district_id, school=place.school_id
    ).first()
    if held is None:
        raise Absent
    unit = held.school or held.district
    row = access.propose(user=person, role=role, unit=unit, kind=ProposalKind.FACTOR, by=by, at=at)
    _ask(row, at)
    return row


def _tell_of_reset(person: User, district_id: Any, at: datetime) -> None:
    post("factor_reset", to=person, district_id=district_id, at=at)


def _ask(row: RoleProposal, at: datetime) -> None:
    """Everybody who could be the second person."""
    near = Q(school=row.school_id) | Q(school=None, district=row.district_id)
    roles = RoleAssignment.objects.filter(not_ended(at), near, role__in=second_roles(row))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    for other in people.exclude(pk__in=[row.proposed_by_id, row.user_id]):
        post(
            "proposal_waiting", to=other, district_id=row.district_id, school_id=row.school_id,
            url_name="office:proposal_list", at=at,
        )  # fmt: skip


@transaction.atomic(durable=True)
def end(*, assignment: RoleAssignment, by: Any, at: datetime) -> None:
    """One role ends; the CMS follows."""
    access.end_role(assignment=assignment, by=by, at=at)
    sync_groups(assignment.user, by=by, at=at)


@transaction.atomic(durable=True)
def close(*, person: User, by: Any, at: datetime) -> None:
    """Somebody leaves: no role, no grant, no session, no code, from the next request on."""
    keeping.needed(giving.END, by, person)
    if not person.is_active:
        raise NotNow("account_closed")
    district = keeping.district_of(person)
    access.end_everything(user=person, by=by, at=at)
    forget(person)
    sync_groups(person, by=by, at=at)
    close_account(user=person, by=by, at=at, district_id=district)
