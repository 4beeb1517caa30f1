"""Whose account somebody may keep, which roles she may give (access.giving, asked for a person), and
who is told when it happens at the server instead."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from school_safety.access import giving
from school_safety.access.choices import ProposalKind, ProposalState, Role
from school_safety.access.giving import Place, Table
from school_safety.access.holdings import not_ended
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.accounts.models import User
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.notices.outbox import post

Ways = list[tuple[str, Place, giving.Way]]
TOLD = (Role.DISTRICT, Role.AUDITOR)


def held_by(person: User) -> list[tuple[str, Place]]:
    """Every role in force and every one that waits for a second person.

    A guardian's or a student's account is kept through the roster: her family role has no row in
    the tables, so nobody keeps it here.
    """
    assigned = RoleAssignment.objects.filter(not_ended(timezone.now()), user=person)
    waiting = RoleProposal.objects.filter(
        user=person, kind=ProposalKind.ROLE, state=ProposalState.WAITING
    )
    columns = ("role", "district_id", "school_id")
    rows = [*assigned.values_list(*columns), *waiting.values_list(*columns)]
    family = [side for side in ("student", "guardian") if getattr(person, side, None) is not None]
    return [(role, Place(district, school)) for role, district, school in rows] + [
        (side, Place(None)) for side in family
    ]


def ways(table: Table, by: Any, person: User) -> Ways:
    """How `by` may act on this colleague's account: one way per role, or none at all."""
    held = held_by(person)
    return giving.ways(table, by, held) if held and by.pk != person.pk else []


def needed(table: Table, by: Any, person: User) -> Ways:
    """The same, or a refusal: nobody keeps her own account, and what is not yours is not there."""
    if by.pk == person.pk:
        raise NotNow("own_account")
    found = ways(table, by, person)
    if not found:
        raise Absent
    return found


def district_of(person: User) -> Any:
    """The district in whose history this person's account stands."""
    return next((place.district_id for _, place in held_by(person) if place.district_id), None)


def tell_keepers(kind: str, *, about: User, home: Any, at: datetime) -> None:
    """Every official and auditor of the district; of all districts where the account has none."""
    rows = RoleAssignment.objects.filter(not_ended(at), role__in=TOLD, user__is_active=True)
    for row in rows.filter(district=home) if home else rows:
        post(
            kind, to=row.user, district_id=row.district_id, at=at,
            url_name="office:person_detail" if home else "",
            url_args=[about.pk] if home else (),
        )  # fmt: skip
