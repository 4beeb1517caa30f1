"""Who knocks: every named account of the demo, with what the roster and the role rows say of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from school_safety.access.models import Grant, RoleAssignment
from school_safety.schools.models import Guardianship, Student


@dataclass
class Actor:
    """Facts read straight from the rows, without asking the policy under test."""

    key: str
    user: Any
    roles: set[str] = field(default_factory=set)
    schools: dict[str, set[UUID]] = field(default_factory=dict)
    districts: dict[str, set[UUID]] = field(default_factory=dict)
    rooms: dict[str, set[UUID]] = field(default_factory=dict)
    caseload: set[tuple[UUID, UUID | None]] = field(default_factory=set)  # child, school
    granted: set[str] = field(default_factory=set)
    children: set[UUID] = field(default_factory=set)
    addressed: set[UUID] = field(default_factory=set)
    students: set[UUID] = field(default_factory=set)  # herself; or of referrals sent to this actor
    school_codes: set[str] = field(default_factory=set)


def actor(key: str, user: Any) -> Actor:
    """One account; None is the passer-by."""
    found = Actor(key, user)
    if user is None:
        found.roles = {"an"}
        return found
    now = timezone.now()
    live = Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))
    for row in RoleAssignment.objects.filter(live, user=user).select_related("school"):
        found.roles.add(row.role)
        found.districts.setdefault(row.role, set()).add(row.district_id)
        found.schools.setdefault(row.role, set()).add(row.school_id)
        found.rooms.setdefault(row.role, set()).add(row.classroom_id)
        if row.school:
            found.school_codes.add(row.school.code)
    for grant in Grant.objects.filter(live, user=user):
        if grant.kind in {"caseload", "slip"}:
            found.caseload.add((grant.student_id, grant.school_id))
        if grant.kind == "referral":
            found.granted.add(grant.basis.partition(":")[2])
            found.students.add(grant.student_id)
    if getattr(user, "student", None) is not None:
        found.roles.add("st")
        found.students.add(user.student.pk)
    _family(found)
    return found


def account(demo: Any, key: str) -> Any:
    """The user of that key; nobody for "anonymous", the oldest student with an account for "pupil"."""
    if key == "pupil":
        return Student.objects.exclude(user=None).order_by("born_on", "pk").first().user
    return None if key == "anonymous" else demo.account(key)


def _family(found: Actor) -> None:
    guardian = getattr(found.user, "guardian", None)
    if guardian is None:
        return
    found.roles.add("gu")
    for tie in Guardianship.objects.filter(guardian=guardian, held_at=None):
        if tie.authority == "full":
            found.children.add(tie.student_id)
        if tie.authority in {"full", "limited"}:
            found.addressed.add(tie.student_id)


def actors(demo: Any) -> Iterable[Actor]:
    """Everybody in the manifest, and somebody without an account."""
    yield actor("anonymous", None)
    for key in demo.manifest["accounts"]:
        yield actor(key, demo.account(key))
