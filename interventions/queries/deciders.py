"""Who decides on an access slip, and who sees which slips. Nobody decides on her own."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from interventions.choices import SlipStatus
from interventions.models import AccessSlip
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission

from .people import leads_of, people_with

__all__ = ["decidable", "leads", "leads_of", "of", "own", "register", "role_of", "to_decide"]
FULL = AccessSlip.objects.select_related(
    "school", "student__classroom", "case", "asked_by", "decided_by"
)


def leads(user: Any, school_id: UUID, at: datetime) -> bool:
    """Whether this person answers for the school herself: then its lead cannot be the second one."""
    return leads_of(school_id, at).filter(pk=user.pk).exists()


def of(slip: AccessSlip, at: datetime) -> Iterable[Any]:
    """Who may decide: the leads of the school; where one of them asks, other leads and auditors."""
    if not slip.outside:
        return leads_of(slip.school_id, at)
    others = people_with(Role.LEAD, at, district_id=slip.district_id)
    inside = leads_of(slip.school_id, at).values("pk")
    auditors = people_with(Role.AUDITOR, at, district_id=slip.district_id)
    return [*others.exclude(pk__in=inside), *auditors]


def role_of(user: Any, slip: AccessSlip) -> str:
    """In which role this person acts on the slip."""
    if user is None:
        return ""
    if user.pk == slip.asked_by_id:
        return Role.COUNSELOR
    held = {holding.role for holding in policy.roles_of(user)}
    return Role.LEAD if Role.LEAD in held else Role.AUDITOR


def own(user: Any) -> QuerySet[AccessSlip]:
    """What this person asked."""
    return FULL.filter(asked_by=user)


def decidable(user: Any) -> QuerySet[AccessSlip]:
    """Every slip on which this person is the second one, in whatever state; never her own."""
    inside = policy.visible(user, Permission.ACCESS_SLIP_DECIDE, FULL.filter(outside=False))
    outside = policy.visible(user, Permission.ACCESS_SLIP_SECOND, FULL.filter(outside=True))
    hers = policy.units(user, Permission.ACCESS_SLIP_DECIDE).schools
    return (inside | outside.exclude(school_id__in=hers)).exclude(asked_by=user)


def to_decide(user: Any, at: datetime) -> QuerySet[AccessSlip]:
    """What waits for this person's yes or no."""
    rows = decidable(user).filter(status=SlipStatus.ASKED, lapses_at__gt=at)
    return rows.order_by("asked_at", "id")


def register(user: Any) -> QuerySet[AccessSlip]:
    """All slips of the district: who, when, why in one word, until when; no child, no content."""
    rows = AccessSlip.objects.select_related("school", "asked_by", "decided_by")
    rows = policy.visible(user, Permission.ACCESS_SLIP_REGISTER, rows)
    return rows.defer("reason", "answer", "student_id", "case_id")
