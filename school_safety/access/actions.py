"""Giving and ending roles and grants: each with its giver, its term and its audit event."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom, District, School, Student

from .choices import Role
from .holdings import forget
from .models import Grant, RoleAssignment

ROSTER_ROLES = frozenset({Role.ANONYMOUS, Role.STUDENT, Role.GUARDIAN})
Unit = District | School | Classroom | None


def _unit_fields(unit: Unit) -> dict[str, Any]:
    if isinstance(unit, Classroom):
        return {
            "classroom_id": unit.pk,
            "school_id": unit.school_id,
            "district_id": unit.district_id,
        }
    if isinstance(unit, School):
        return {"school_id": unit.pk, "district_id": unit.district_id}
    return {"district_id": unit.pk} if unit is not None else {}


@transaction.atomic
def assign_role(
    *, user: Any, role: str, unit: Unit, by: Any, at: datetime, until: datetime | None = None
) -> RoleAssignment:
    """Give a role at one unit. Roster roles cannot be given, and nobody gives one to herself."""
    if role in ROSTER_ROLES or role not in Role.values:
        raise Invalid(fields={"role": "role_not_assignable"})
    if by is not None and by.pk == user.pk:
        raise NotNow("not_to_oneself")
    if (unit is None) != (role == Role.OPERATOR):
        raise Invalid(fields={"unit": "one_unit"})
    row = RoleAssignment.objects.create(
        user=user, role=role, since=at, until=until, granted_by=by, **_unit_fields(unit)
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


@transaction.atomic
def grant(
    *,
    user: Any,
    student: Student,
    kind: str,
    basis: str,
    approver: Any,
    by: Any,
    at: datetime,
    until: datetime | None = None,
) -> Grant:
    """Let this person work on this child. The same live grant is not written twice."""
    live = Grant.objects.filter(user=user, student=student, kind=kind, basis=basis).filter(
        Q(until=None) | Q(until__gt=at)
    )
    found = live.first()
    if found is not None:
        return found
    row = Grant.objects.create(
        user=user, student=student, kind=kind, basis=basis, approver=approver, since=at, until=until
    )
    _record_grant(events.GRANT_GIVEN, row, by=by, at=at)
    forget(user)
    return row


@transaction.atomic
def end_grants(*, basis: str, by: Any, at: datetime, user: Any = None) -> int:
    """End every live grant on this basis (of one user, if given); access ends on the next request."""
    live = Grant.objects.filter(basis=basis).filter(Q(until=None) | Q(until__gt=at))
    if user is not None:
        live = live.filter(user=user)
    rows = list(live.select_related("student", "user"))
    for row in rows:
        row.until = max(at, row.since)
        row.save(update_fields=["until"])
        _record_grant(events.GRANT_ENDED, row, by=by, at=at)
        forget(row.user)
    return len(rows)


def _record_grant(event: Any, row: Grant, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.student.district_id,
        school_id=row.student.school_id,
        student_id=row.student_id,
        object_kind="access.grant",
        object_id=str(row.pk),
        grant_id=row.pk,
        facts={"kind": row.kind, "basis": row.basis, "user": str(row.user_id)},
        at=at,
    )
