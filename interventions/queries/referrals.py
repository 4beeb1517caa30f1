"""Referrals as the school, the provider and the family each see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from interventions.choices import (
    OPEN_REFERRALS,
    OPEN_STATUSES,
    RECEIVED_REFERRALS,
    UNANSWERED_REFERRALS,
    ReferralStatus,
)
from interventions.models import Plan, Referral
from school_safety.access import policy
from school_safety.access.permissions import Permission

# What a family is shown: never what a provider refused or what was never answered in time.
FAMILY_REFERRALS = (
    ReferralStatus.DRAFT,
    *UNANSWERED_REFERRALS,
    *RECEIVED_REFERRALS,
    ReferralStatus.DONE,
)


def of_school(user: Any, *, status: str = "") -> QuerySet[Referral]:
    """The list behind /staff/referrals/."""
    rows = policy.in_hand(user, Permission.REFERRAL_READ, Referral.objects.all())
    rows = rows.filter(status=status) if status else rows.filter(status__in=OPEN_REFERRALS)
    return rows.select_related("case", "student__classroom", "provider").order_by("moved_at")


def addressed(user: Any) -> QuerySet[Referral]:
    """Sent to this user's provider and waiting: to be previewed without identity."""
    rows = Referral.objects.filter(
        status__in=UNANSWERED_REFERRALS, provider__staff__user=user
    ).select_related("provider", "packet")
    return policy.visible(user, Permission.REFERRAL_PREVIEW, rows).order_by("sent_at")


def received(user: Any) -> QuerySet[Referral]:
    """Accepted by this user and still under way; leaving that state ends it at once."""
    rows = Referral.objects.filter(
        status__in=RECEIVED_REFERRALS, provider__staff__user=user
    ).select_related("provider", "packet", "student")
    return policy.visible(user, Permission.REFERRAL_RECEIVE, rows).order_by("moved_at")


def of_family(user: Any) -> QuerySet[Referral]:
    """Referrals of one's own child, or one's own."""
    rows = Referral.objects.filter(status__in=FAMILY_REFERRALS)
    rows = rows.select_related("provider", "packet", "student__district", "case__owner")
    return policy.visible(user, Permission.REFERRAL_FAMILY, rows).order_by("-moved_at")


def plans_of_family(user: Any) -> QuerySet[Plan]:
    """Plans whose family part was shared, while the case is open."""
    rows = Plan.objects.filter(
        family_shared_at__isnull=False, case__status__in=OPEN_STATUSES
    ).select_related("case__student", "case__owner")
    return policy.visible(user, Permission.PLAN_FAMILY_READ, rows)


def about_elsewhere(student_id: UUID, school_id: UUID) -> set[str]:
    """What consents are called that were given for referrals of other schools than this one."""
    rows = Referral.objects.filter(student=student_id).exclude(school=school_id)
    return {f"referral:{pk}" for pk in rows.values_list("pk", flat=True)}


def quiet_since(referral: Referral, at: datetime) -> int:
    """Whole days in which nothing moved."""
    return (at - referral.moved_at).days
