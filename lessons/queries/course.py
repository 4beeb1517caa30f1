"""The early-sign course: what it says, who has read it within a year, whom to ask again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from lessons.models import CourseDone
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission

COURSE = "early-signs"
AGAIN_AFTER = timedelta(days=365)
# Who stands before children: for them it is on the first screen.
TEACHING = frozenset({Role.TEACHER, Role.HOMEROOM})
AT_SCHOOL = (
    Role.TEACHER,
    Role.HOMEROOM,
    Role.EDITOR,
    Role.REVIEWER,
    Role.COUNSELOR,
    Role.LEAD,
    Role.CLERK,
    Role.HEAD,
)


@dataclass(frozen=True)
class Colleague:
    """Somebody at a school, and when she last read the course; never what she chose in it."""

    name: str
    school: Any
    done_on: date | None
    fresh: bool


def last_done(user: Any) -> date | None:
    """When this person read it to its end."""
    mine = CourseDone.objects.filter(user=user, course=COURSE)
    found: date | None = mine.aggregate(last=Max("done_on"))["last"]
    return found


def is_fresh(done_on: date | None, at: datetime) -> bool:
    """Within a year."""
    return done_on is not None and done_on > localdate(at) - AGAIN_AFTER


def due(user: Any, at: datetime) -> bool:
    """Whether a teacher has not read it within a year."""
    roles = {holding.role for holding in policy.roles_of(user)}
    return bool(roles & TEACHING) and not is_fresh(last_done(user), at)


def colleagues(user: Any, at: datetime, *, waiting: bool = False) -> QuerySet[RoleAssignment]:
    """One row for each colleague and school that this person may know, by name: no order of
    diligence. `done_on` is the last time."""
    units = policy.units(user, Permission.PEOPLE_READ)
    reached = Q(school__in=units.schools) | Q(district__in=units.districts)
    staff = RoleAssignment.objects.filter(
        in_force(at), reached, role__in=AT_SCHOOL, school__isnull=False, user__is_active=True
    )
    first = staff.filter(user=OuterRef("user"), school=OuterRef("school")).order_by("pk")
    done = CourseDone.objects.filter(user=OuterRef("user"), course=COURSE).order_by("-done_on")
    rows = staff.filter(pk=Subquery(first.values("pk")[:1])).annotate(
        done_on=Subquery(done.values("done_on")[:1])
    )
    if waiting:
        since = localdate(at) - AGAIN_AFTER
        rows = rows.filter(Q(done_on=None) | Q(done_on__lte=since))
    return rows.select_related("user", "school").order_by("school__code", "user__name", "pk")


def to_remind(at: datetime) -> QuerySet[CourseDone]:
    """Rows a year old of people who have not read it since and still work at a school."""
    newer = CourseDone.objects.filter(
        user=OuterRef("user"), course=OuterRef("course"), done_on__gt=OuterRef("done_on")
    )
    works = RoleAssignment.objects.filter(
        in_force(at), user=OuterRef("user"), role__in=AT_SCHOOL, school__isnull=False
    )
    return CourseDone.objects.filter(
        ~Exists(newer),
        Exists(works),
        course=COURSE,
        reminded_at=None,
        done_on__lte=localdate(at) - AGAIN_AFTER,
        user__is_active=True,
    ).select_related("user")
