"""Colleagues as the office shows them: their roles, what waits for a second person, their way in."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from school_safety.access import giving, policy
from school_safety.access.actions.proposals import may_decide, second_roles
from school_safety.access.choices import ProposalState, Role
from school_safety.access.holdings import not_ended
from school_safety.access.models import RoleAssignment, RoleProposal
from school_safety.access.permissions import Permission
from school_safety.accounts import elsewhere
from school_safety.accounts.models import User
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import Classroom, School

from . import keeping

OF_CLASS = frozenset({Role.TEACHER, Role.HOMEROOM})
OF_DISTRICT = frozenset({Role.CLINICIAN})


def live_roles(user: Any) -> QuerySet[RoleAssignment]:
    """Roles in force of colleagues whom this person may see."""
    rows = RoleAssignment.objects.filter(not_ended(timezone.now()))
    return policy.visible(user, Permission.PEOPLE_READ, rows)


def proposals_for(user: Any, state: str = ProposalState.WAITING) -> QuerySet[RoleProposal]:
    """What was proposed where this person may see colleagues."""
    rows = policy.visible(user, Permission.PEOPLE_READ, RoleProposal.objects.filter(state=state))
    return rows.select_related(
        "user", "school", "classroom", "district", "proposed_by", "decided_by"
    )


def proposal_for(user: Any, pk: UUID) -> RoleProposal:
    """One of them, whatever was decided meanwhile, for somebody who could have been the second."""
    rows = RoleProposal.objects.select_related("user", "proposed_by")
    row = policy.get(user, Permission.ROLE_CONFIRM, rows, pk=pk)
    place = giving.Place(row.district_id, row.school_id)
    if not second_roles(row) & giving.roles_at(user, place):
        raise Absent
    return row


def decidable(user: Any, rows: Any) -> list[dict[str, Any]]:
    """Each proposal with whether this person may decide, and else who may."""
    return [
        {
            "row": row,
            "mine": may_decide(user, row),
            "who": [Role(code).label for code in sorted(second_roles(row))],
        }
        for row in rows
    ]


def people_for(user: Any, filters: dict[str, Any]) -> QuerySet[User]:
    """Staff with a role in force or proposed where this person may see, and only those roles."""
    roles, waiting = live_roles(user), proposals_for(user)
    if filters.get("role"):
        roles = roles.filter(role=filters["role"])
        waiting = waiting.filter(role=filters["role"])
    found = User.objects.filter(Q(pk__in=roles.values("user")) | Q(pk__in=waiting.values("user")))
    if words := filters.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(username__istartswith=words))
    shown = live_roles(user).select_related("school", "classroom", "district", "granted_by")
    return found.prefetch_related(
        Prefetch("roles", shown, to_attr="shown_roles"),
        Prefetch("proposals", proposals_for(user), to_attr="shown_proposals"),
    ).order_by("name", "id")


def person_for(user: Any, pk: UUID) -> User:
    """One of them; somebody without a role here is not here."""
    found = people_for(user, {}).filter(pk=pk).first()
    if found is None:
        raise Absent
    return found


def role_for(user: Any, pk: UUID) -> RoleAssignment:
    """A role in force that this person may end."""
    rows = RoleAssignment.objects.filter(not_ended(timezone.now())).select_related("user")
    row = policy.get(user, Permission.PEOPLE_CHANGE, rows, pk=pk)
    if not may_end(user, row):
        raise Absent
    return row


def may_end(user: Any, row: RoleAssignment) -> bool:
    """As access.giving says; nobody ends her own."""
    place = giving.Place(row.district_id, row.school_id)
    return user.pk != row.user_id and giving.way(giving.END, user, row.role, place) is not None


def account_of(user: Any, person: User) -> dict[str, Any]:
    """The state of a colleague's way in, and what this person may do about it."""
    factor = keeping.ways(giving.FACTOR, user, person)
    return {
        "activated": person.has_usable_password(),
        "factor": Authenticator.objects.filter(user=person).exists(),
        "glass": person.entry_codes.exclude(reason="").first(),
        "may_print": bool(keeping.ways(giving.LETTER, user, person)),
        "numbered": elsewhere.claimed(),
        "may_reset": bool(factor),
        "reset_by_two": any(way.second for _, _, way in factor),
        "may_close": bool(keeping.ways(giving.END, user, person)),
    }


def schools_to_give(user: Any) -> QuerySet[School]:
    """Schools in which this person may give roles or bring in colleagues."""
    return policy.visible(user, Permission.PEOPLE_WELCOME, School.objects.all()).order_by("code")


def rooms_to_give(user: Any) -> QuerySet[Classroom]:
    """Classes of those schools."""
    rooms = policy.visible(user, Permission.PEOPLE_WELCOME, Classroom.objects.all())
    return rooms.select_related("school").order_by("school__code", "grade", "number")
