"""The safety plan: the newest one of a case, and whose copy it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from interventions.choices import OPEN_STATUSES
from interventions.models import Case, SafetyPlan
from school_safety.access import policy
from school_safety.access.permissions import Permission


def newest_of(case: Case) -> SafetyPlan | None:
    """The version in force."""
    return SafetyPlan.objects.filter(case=case).order_by("-version").first()


def own(user: Any) -> QuerySet[SafetyPlan]:
    """What this student may read, or a guardian where it was shared; only versions in force."""
    last = SafetyPlan.objects.filter(case=OuterRef("case")).order_by("-version")
    rows = SafetyPlan.objects.filter(case__status__in=OPEN_STATUSES)
    rows = rows.filter(pk=Subquery(last.values("pk")[:1]))
    if getattr(user, "student", None) is None:
        rows = rows.filter(shared=True)
    return policy.visible(user, Permission.PLAN_FAMILY_READ, rows).select_related("case__student")


def read(user: Any, pk: UUID, at: datetime) -> SafetyPlan:
    """One of them; the read is written down."""
    verb = Permission.PLAN_FAMILY_READ
    return policy.get_sensitive(user, verb, own(user), pk=pk, at=at, reason="safety_plan")
