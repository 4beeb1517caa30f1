"""Who is on duty, who is rung, and where the rota leaves holes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from interventions.models import DutyShift, SafetyEvent
from interventions.rules import ladder, rota
from interventions.rules.ladder import Rung, Shift
from interventions.rules.rota import Gap
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission
from school_safety.clock import calendar
from school_safety.schools.models import School

from . import absences
from .people import counselors_of, leads_of, people_with

STANDING = DutyShift.objects.filter(removed_at=None)


def as_rule(rows: Iterable[DutyShift]) -> list[Shift]:
    """Rows as the rule reads them."""
    return [Shift(row.person_id, row.starts_at, row.ends_at, row.order) for row in rows]


def on_duty(school_id: UUID, at: datetime) -> list[DutyShift]:
    """Who holds duty of this school now, the first one first; closed accounts hold nothing."""
    rows = STANDING.filter(school_id=school_id, starts_at__lte=at, ends_at__gt=at)
    rows = rows.filter(person__is_active=True).select_related("person")
    return list(rows.order_by("order", "starts_at", "person_id"))


def ladder_of(event: SafetyEvent, at: datetime) -> list[Rung]:
    """Everybody who is rung for this event, in order, as things are now."""
    school_id = event.school_id
    owner = event.case.owner_id if event.case_id and event.case is not None else None
    counselors = [row.pk for row in counselors_of(school_id, at).order_by("pk")]
    own = [owner] if owner in counselors else []
    absence = absences.cover_of(owner, school_id, at) if owner else None
    if absence is not None and absence.cover_id in counselors:
        own = [absence.cover_id]
    officials = people_with(Role.DISTRICT, at, district_id=event.district_id, school_id=None)
    others = [
        ("owner", own),
        ("counselor", counselors),
        ("lead", _ids(leads_of(school_id, at))),
        ("head", _ids(people_with(Role.HEAD, at, school_id=school_id))),
        ("district", _ids(officials)),
    ]
    return ladder.ladder(as_rule(on_duty(school_id, at)), others, at)


def _ids(people: QuerySet[Any]) -> list[Any]:
    return list(people.order_by("pk").values_list("pk", flat=True))


def candidates(school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Who may be put on the rota of this school: those who can take an event into their hands."""
    found = [
        people_with(role, at, school_id=school_id).values("pk")
        for role in (Role.DUTY, Role.COUNSELOR, Role.LEAD)
    ]
    people = get_user_model().objects.filter(pk__in=found[0])
    for each in found[1:]:
        people = people | get_user_model().objects.filter(pk__in=each)
    return people.order_by("name", "pk")


def shifts(user: Any, verb: Permission = Permission.ROTA_READ) -> QuerySet[DutyShift]:
    """The shifts this person may read, or change."""
    rows = policy.visible(user, verb, STANDING)
    return rows.select_related("person", "school", "covers__person")


def shift(user: Any, pk: UUID) -> DutyShift:
    """A shift that she may change."""
    rows = STANDING.select_related("person", "school")
    return policy.get(user, Permission.ROTA_WRITE, rows, pk=pk)


def own_shifts(user: Any, at: datetime) -> QuerySet[DutyShift]:
    """Her own duty: what runs now or begins within a day."""
    rows = STANDING.filter(person=user, ends_at__gt=at, starts_at__lt=at + timedelta(days=1))
    return rows.select_related("school").order_by("starts_at")


def gaps_of(school: School, at: datetime, days: int = rota.LOOK_AHEAD) -> list[Gap]:
    """Where nobody is on duty within the next days."""
    first = timezone.localdate(at)
    wanted = [first + timedelta(days=n) for n in range(days)]
    rows = STANDING.filter(
        school=school, person__is_active=True, ends_at__gt=at - timedelta(days=1)
    )
    return rota.gaps(
        as_rule(rows),
        wanted,
        is_school_day=lambda day: calendar.is_school_day(school.district_id, day),
        staffed=counselors_of(school.pk, at).exists(),
        zone=timezone.get_current_timezone(),
    )


def every_school() -> list[School]:
    """All of them, for the clock."""
    return list(School.objects.select_related("district").order_by("code"))


def schools(user: Any, verb: Permission) -> QuerySet[School]:
    """The schools in which she holds this verb."""
    units = policy.units(user, verb)
    own = School.objects.filter(pk__in=units.schools)
    rows = own | School.objects.filter(district_id__in=units.districts)
    return rows.select_related("district").order_by("code")
