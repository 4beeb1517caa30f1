"""Who is away, who stands in for whom today."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from interventions.choices import OPEN_STATUSES
from interventions.models import Absence, Case
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission

from .people import counselors_of

STANDING = Absence.objects.filter(ended_at=None)


def on(day: date) -> QuerySet[Absence]:
    """Absences that hold on that day."""
    return STANDING.filter(first_on__lte=day, last_on__gte=day)


def away(school_id: UUID, at: datetime) -> dict[UUID, Absence]:
    """Who of this school is away today, and her absence."""
    rows = on(timezone.localdate(at)).filter(school_id=school_id).select_related("cover")
    return {row.person_id: row for row in rows}


def present(school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Counselors who can sign in and are not away today."""
    absent = on(timezone.localdate(at)).filter(school_id=school_id).values("person_id")
    return counselors_of(school_id, at).exclude(pk__in=absent)


def cover_of(person_id: UUID, school_id: UUID, at: datetime) -> Absence | None:
    """The running absence of this person that somebody stands in for."""
    rows = on(timezone.localdate(at)).filter(person_id=person_id, school_id=school_id)
    return rows.filter(cover__isnull=False).select_related("cover", "school").first()


def covered_by(user: Any, at: datetime) -> list[Absence]:
    """For whom this person stands in today."""
    rows = on(timezone.localdate(at)).filter(cover=user).select_related("person")
    return list(rows)


def in_charge_of(user: Any, at: datetime) -> Q:
    """Cases whose work is hers today: her own, and those of whom she covers."""
    mine = Q(owner=user)
    for row in covered_by(user, at):
        mine |= Q(owner_id=row.person_id, school_id=row.school_id)
    return mine


def to_cover(person_id: UUID, school_id: UUID) -> QuerySet[Case]:
    """The open cases of somebody who goes away."""
    rows = Case.objects.filter(owner_id=person_id, school_id=school_id, status__in=OPEN_STATUSES)
    return rows.select_related("student")


def candidates(person: Any, school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Who may stand in: another counselor of the same school who can sign in."""
    return counselors_of(school_id, at).exclude(pk=person.pk).order_by("name", "pk")


def overlapping(people: Iterable[Any], first: date, last: date) -> QuerySet[Absence]:
    """Absences of these people that touch these days."""
    ids = [person.pk for person in people]
    return STANDING.filter(person_id__in=ids, first_on__lte=last, last_on__gte=first)


def listed(user: Any, at: datetime) -> QuerySet[Absence]:
    """Her own absences and covers; for a lead those of her school."""
    rows = STANDING.filter(last_on__gte=timezone.localdate(at))
    seen = rows.filter(Q(person=user) | Q(cover=user))
    if policy.holds(user, Permission.CASE_OVERSEE):
        seen |= policy.visible(user, Permission.CASE_OVERSEE, rows)
    return seen.distinct().select_related("person", "cover").order_by("first_on", "pk")


def may_change(user: Any, pk: UUID) -> QuerySet[Absence]:
    """Her own absence, or for a lead one of her school."""
    rows = STANDING.filter(pk=pk)
    own = rows.filter(person=user)
    return (own | policy.visible(user, Permission.CASE_OVERSEE, rows)).select_related("school")


def people_of(user: Any, at: datetime) -> QuerySet[Any]:
    """For whom this person may write an absence: herself, or the counselors of her school."""
    schools = policy.units(user, Permission.CASE_OVERSEE).schools
    found = get_user_model().objects.none()
    for school_id in schools:
        found = found | counselors_of(school_id, at)
    for holding in policy.roles_of(user):
        if holding.role == Role.COUNSELOR and holding.school_id:
            found = found | get_user_model().objects.filter(pk=user.pk, is_active=True)
    return found.distinct().order_by("name", "pk")


def school_of(person: Any, by: Any, at: datetime) -> UUID | None:
    """The school for which she is away: one where she counsels, and which the writer answers for."""
    mine = policy.units(by, Permission.CASE_OVERSEE).schools
    if by.pk == person.pk:
        mine = {
            h.school_id for h in policy.roles_of(by) if h.role == Role.COUNSELOR and h.school_id
        }
    return next(
        (pk for pk in sorted(mine) if counselors_of(pk, at).filter(pk=person.pk).exists()), None
    )


def covers_for(user: Any, at: datetime) -> QuerySet[Any]:
    """Counselors of the schools in which this person writes absences; the action checks the rest."""
    found = get_user_model().objects.none()
    ids = set(policy.units(user, Permission.CASE_OVERSEE).schools)
    ids |= {h.school_id for h in policy.roles_of(user) if h.role == Role.COUNSELOR and h.school_id}
    for school_id in ids:
        found = found | counselors_of(school_id, at)
    return found.exclude(pk=user.pk).distinct().order_by("name", "pk")
