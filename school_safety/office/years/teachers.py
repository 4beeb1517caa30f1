"""Whoever taught a class last year may go on with it: offered, never done by itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from school_safety.access import giving
from school_safety.access.actions import end_role
from school_safety.access.choices import Role
from school_safety.access.holdings import not_ended
from school_safety.access.models import RoleAssignment
from school_safety.kernel.terms import school_year
from school_safety.office import colleagues
from school_safety.office.actions.giving import give, place_of
from school_safety.schools.models import Classroom

CLASS_ROLES = (Role.HOMEROOM, Role.TEACHER)


@dataclass(frozen=True)
class Row:
    """One class of this year: who has it, and who of last year's could go on with it."""

    room: Classroom
    now: list[RoleAssignment]
    before: list[RoleAssignment]

    @property
    def has_homeroom(self) -> bool:
        """Whether somebody is its class teacher."""
        return any(role.role == Role.HOMEROOM for role in self.now)


def rooms(user: Any) -> QuerySet[Classroom]:
    """This year's classes in schools to whose classes this person may give teachers."""
    schools = [
        school.pk
        for school in colleagues.schools_to_give(user)
        if giving.way(giving.GIVE, user, Role.HOMEROOM, place_of(school))
    ]
    year = school_year(timezone.localdate())
    return colleagues.rooms_to_give(user).filter(school__in=schools, school_year=year)


def rows(shown: Iterable[Classroom], at: datetime) -> list[Row]:
    """In two queries, however many classes there are."""
    page = list(shown)
    near = Q(pk__in=[])
    for room in page:
        near |= Q(
            school=room.school_id,
            school_year=room.school_year - 1,
            grade=room.grade - 1,
            number=room.number,
        )
    past = {_key(room): room.pk for room in Classroom.objects.filter(near)}
    held: dict[UUID, list[RoleAssignment]] = defaultdict(list)
    live = RoleAssignment.objects.filter(not_ended(at), role__in=CLASS_ROLES)
    for role in (
        live.filter(classroom__in=[*past.values(), *[room.pk for room in page]])
        .order_by("role", "since")
        .select_related("user")
    ):
        held[role.classroom_id].append(role)  # type: ignore[index]  # filtered by classroom
    return [_row(room, held, past.get(_key(room))) for room in page]


def _key(room: Classroom) -> tuple[UUID, int, int]:
    """Where this class stands in the years: the same key a year later, one grade higher."""
    return room.school_id, room.school_year - room.grade, room.number


def _row(room: Classroom, held: dict[UUID, list[RoleAssignment]], past: UUID | None) -> Row:
    now = held[room.pk]
    taken = {(role.user_id, role.role) for role in now}
    before = [role for role in held[past] if (role.user_id, role.role) not in taken] if past else []
    return Row(room, now, [role for role in before if role.user.is_active])


@transaction.atomic(durable=True)
def carry_on(*, roles: Iterable[RoleAssignment], by: Any, at: datetime) -> tuple[int, int]:
    """Each of these goes on with her class; answers how many do at once, and how many wait.

    Last year's role ends, unless the new one waits for a second person.
    """
    done = waiting = 0
    for role in roles:
        old: Any = role.classroom  # these roles always have one
        room = Classroom.objects.get(
            school=old.school_id,
            school_year=old.school_year + 1,
            grade=old.grade + 1,
            number=old.number,
        )
        if give(person=role.user, role=role.role, unit=room, by=by, at=at) is None:
            end_role(assignment=role, by=by, at=at)
            done += 1
        else:
            waiting += 1
    return done, waiting
