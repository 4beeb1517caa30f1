"""Who is there: counselors with their loads, leads, guardians who may be told, provider staff."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from interventions.choices import OPEN_STATUSES
from interventions.models import Absence, Case, Provider, SafetyEvent
from interventions.rules.assignment import Candidate
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian, Student


def people_with(role: str, at: datetime, **unit: Any) -> QuerySet[Any]:
    """Active colleagues who hold this role at that unit on that day."""
    seats = RoleAssignment.objects.filter(in_force(at), role=role, **unit)
    return get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))


def counselors_of(school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Counselors of this school who can sign in today."""
    return people_with(Role.COUNSELOR, at, school_id=school_id)


def leads_of(school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Safeguarding leads of this school."""
    return people_with(Role.LEAD, at, school_id=school_id)


def candidates(school_id: UUID, at: datetime) -> list[Candidate]:
    """The counselors with their open cases, for the rule that chooses one."""
    away = Absence.objects.filter(school_id=school_id, ended_at=None)
    today = timezone.localdate(at)
    gone = set(
        away.filter(first_on__lte=today, last_on__gte=today).values_list("person_id", flat=True)
    )
    rows = counselors_of(school_id, at).annotate(
        load=Count("cases", filter=Q(cases__status__in=OPEN_STATUSES)),
        last=Max("cases__opened_at"),
    )
    return [Candidate(row.pk, row.load, row.last, row.pk not in gone) for row in rows]


def caseload_counts(school_id: UUID, at: datetime) -> dict[UUID, int]:
    """Open cases per counselor."""
    return {c.user_id: c.load for c in candidates(school_id, at)}  # type: ignore[misc]  # our own ids


def guardians_to_tell(student: Student) -> Iterable[Guardian]:
    """Guardians with full authority on whom no hold stands, in the order of the roster."""
    return Guardian.objects.filter(
        guardianships__student=student,
        guardianships__authority=Authority.FULL,
        guardianships__held_at=None,
    ).order_by("guardianships__order")


def provider_staff(provider: Provider) -> QuerySet[Any]:
    """Who reads what is addressed to this provider."""
    return get_user_model().objects.filter(is_active=True, provider_seats__provider=provider)


def colleagues_of(case: Case | SafetyEvent, at: datetime) -> QuerySet[Any]:
    """Teachers of the child's class at this school, to whom a dated task may be given."""
    seats = RoleAssignment.objects.filter(
        in_force(at),
        role__in=[Role.HOMEROOM, Role.TEACHER],
        classroom_id=case.student.classroom_id if case.student else None,
        classroom__school_id=case.school_id,
    )
    return get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))


def guardians_of(event: SafetyEvent) -> list[Guardian]:
    """Who may be called about this event; a guardian on hold is not there, and nothing shows it."""
    return list(guardians_to_tell(event.student)) if event.student is not None else []


def who_can_stay(event: SafetyEvent, by: Any, at: datetime) -> list[Any]:
    """Who can be asked to sit with the child: oneself, who takes part, and teachers of the class."""
    found = {by.pk: by}
    for seat in event.seats.exclude(reader=None).select_related("person"):
        found.setdefault(seat.person_id, seat.person)
    if event.student is not None:
        for person in colleagues_of(event, at).order_by("name", "pk"):
            found.setdefault(person.pk, person)
    return list(found.values())
