"""Giving and ending roles: each with its giver, its term and its audit event."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.access.choices import Role
from school_safety.access.giving import NEVER_TOGETHER
from school_safety.access.holdings import forget, not_ended
from school_safety.access.models import RoleAssignment
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom, District, School

ROSTER_ROLES = frozenset({Role.ANONYMOUS, Role.STUDENT, Role.GUARDIAN})
Unit = District | School | Classroom | None


def unit_fields(unit: Unit) -> dict[str, Any]:
    """The columns that name a unit and those above it."""
    if isinstance(unit, Classroom):
        return {
            "classroom_id": unit.pk,
            "school_id": unit.school_id,
            "district_id": unit.district_id,
        }
    if isinstance(unit, School):
        return {"school_id": unit.pk, "district_id": unit.district_id}
    return {"district_id": unit.pk} if unit is not None else {}


def _holds_any(user: Any, roles: frozenset[str], at: datetime) -> bool:
    return RoleAssignment.objects.filter(not_ended(at), user=user, role__in=roles).exists()


@transaction.atomic
def assign_role(
    *, user: Any, role: str, unit: Unit, by: Any, at: datetime, until: datetime | None = None
) -> RoleAssignment:
    """Give a role at one unit. Roster roles cannot be given, and nobody gives one to herself."""
    if role in ROSTER_ROLES or role not in Role.values:
        raise Invalid(fields={"role": "role_not_assignable"})
    if by is not None and by.pk == user.pk:
        raise NotNow("not_to_oneself")
    if role in NEVER_TOGETHER and _holds_any(user, NEVER_TOGETHER - {role}, at):
        raise NotNow("never_together")
    if (unit is None) != (role == Role.OPERATOR):
        raise Invalid(fields={"unit": "one_unit"})
    row = RoleAssignment.objects.create(
        user=user, role=role, since=at, until=until, granted_by=by, **unit_fields(unit)
    )
    record(
        events.ROLE_GIVEN,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="access.roleassignment",
        object_id=str(row.pk),
        facts={"role": role, "user": str(user.pk)},
        at=at,
    )
    forget(user)
    return row


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: Any, at: datetime) -> None:
    """End a role now; nobody ends her own (a second person must see it)."""
    if by is not None and by.pk == assignment.user_id:
        raise NotNow("not_to_oneself")
    if assignment.until is not None and assignment.until <= at:
        return
    assignment.until = at
    assignment.save(update_fields=["until"])
    record(
        events.ROLE_ENDED,
        by=by,
        district_id=assignment.district_id,
        school_id=assignment.school_id,
        object_kind="access.roleassignment",
        object_id=str(assignment.pk),
        facts={"role": assignment.role, "user": str(assignment.user_id)},
        at=at,
    )
    forget(assignment.user)
