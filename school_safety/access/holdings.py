"""What a user holds right now: roles with their units, and grants. Read once per request."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Q, UUIDField
from django.utils import timezone

from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Guardianship, Student
from school_safety.storage.prepared import Prepared

from .choices import Role
from .models import Grant, RoleAssignment

_KEPT = "_holdings"


@dataclass(frozen=True)
class Holding:
    """A role in force. For a class role, school and district are those of the class."""

    role: str
    district_id: UUID | None = None
    school_id: UUID | None = None
    classroom_id: UUID | None = None


@dataclass(frozen=True)
class LiveGrant:
    """A grant in force; `basis_id` is what its basis names after the colon."""

    id: UUID
    kind: str
    student_id: UUID
    basis: str
    box: str = ""
    reason: str = ""
    school_id: UUID | None = None

    @property
    def basis_id(self) -> str:
        return self.basis.partition(":")[2]


def in_force(at: datetime) -> Q:
    """Rows with `since` and `until` that hold at that moment."""
    return Q(since__lte=at) & not_ended(at)


def not_ended(at: datetime) -> Q:
    """Rows that hold at that moment or will begin to: what counts before something is added."""
    return Q(until=None) | Q(until__gt=at)


def _kept(user: Any) -> dict[Hashable, Any]:
    kept: dict[Hashable, Any] = user.__dict__.setdefault(_KEPT, {})
    return kept


def forget(user: Any) -> None:
    """Drop what was read for this user object; actions call it after a change."""
    user.__dict__.pop(_KEPT, None)


def roles_of(user: Any) -> tuple[Holding, ...]:
    """Every role in force: assigned ones, and student or guardian from the roster."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return (Holding(Role.ANONYMOUS),)
    kept = _kept(user)
    if "roles" not in kept:
        kept["roles"] = (*_assigned(user), *_from_roster(user))
    held: tuple[Holding, ...] = kept["roles"]
    return held


# Asked at each request of everybody who is signed in.
USER = (UUIDField(), UUID(int=26))
ASSIGNED = Prepared(
    lambda user, at: RoleAssignment.objects.filter(in_force(at), user_id=user),
    user=USER,
    at=(DateTimeField(), datetime(1999, 9, 9, tzinfo=UTC)),
)
STUDENT = Prepared(lambda user: Student.objects.filter(user_id=user).order_by(), user=USER)
GUARDIAN = Prepared(
    lambda user: Guardian.objects.filter(user_id=user).order_by().only("district_id"), user=USER
)


def _assigned(user: Any) -> Iterable[Holding]:
    for row in ASSIGNED.rows(user=user.pk, at=timezone.now()):
        yield Holding(row.role, row.district_id, row.school_id, row.classroom_id)


def _from_roster(user: Any) -> Iterable[Holding]:
    student = STUDENT.first(user=user.pk)
    if student is not None:
        yield Holding(Role.STUDENT, student.district_id, student.school_id, student.classroom_id)
    guardian = GUARDIAN.first(user=user.pk)
    if guardian is not None:
        yield Holding(Role.GUARDIAN, guardian.district_id)


def grants_of(user: Any) -> tuple[LiveGrant, ...]:
    """Every grant in force for this user."""
    kept = _kept(user)
    if "grants" not in kept:
        rows = Grant.objects.filter(in_force(timezone.now()), user=user)
        kept["grants"] = tuple(
            LiveGrant(
                row.id, row.kind, row.student_id, row.basis, row.box, row.reason, row.school_id
            )
            for row in rows
        )
    live: tuple[LiveGrant, ...] = kept["grants"]
    return live


def children_of(user: Any, *authorities: Authority) -> tuple[UUID, ...]:
    """Students for whom this guardian has one of the authorities and no hold stands."""
    kept = _kept(user)
    key = ("children", *authorities)
    if key not in kept:
        rows = Guardianship.objects.filter(
            guardian__user=user, authority__in=authorities, held_at=None
        )
        kept[key] = tuple(rows.values_list("student_id", flat=True))
    children: tuple[UUID, ...] = kept[key]
    return children
