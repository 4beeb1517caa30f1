"""Family meetings: what a guardian is asked, and what a counselor keeps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from interventions.choices import FAMILY_TALKS, OPEN_STATUSES, TalkStatus
from interventions.models import FamilyTalk
from school_safety.access import policy
from school_safety.access.permissions import Permission

from .holds import without_waiver

FULL = FamilyTalk.objects.select_related(
    "case__student__classroom", "case__owner", "guardian__user", "made_by", "changed_by"
)


def of_family(user: Any, at: datetime) -> QuerySet[FamilyTalk]:
    """What this guardian was asked, as long as one of the times is ahead."""
    rows = FULL.filter(
        status__in=FAMILY_TALKS,
        guardian__user=user,
        case__status__in=OPEN_STATUSES,
        last_slot_at__gt=at,
    )
    rows = policy.visible(user, Permission.FAMILY_ANSWER, without_waiver(rows))
    return rows.order_by("last_slot_at", "id")


def asked(user: Any, pk: UUID, at: datetime) -> FamilyTalk:
    """One of them; the read is written down."""
    verb = Permission.FAMILY_ANSWER
    return policy.get_sensitive(user, verb, of_family(user, at), pk=pk, at=at, reason="talk")


def to_write(user: Any, pk: UUID, at: datetime) -> FamilyTalk:
    """For whoever arranges and records it."""
    verb = Permission.CASE_WRITE
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="talk")


def ahead_of(user: Any, until: datetime) -> QuerySet[FamilyTalk]:
    """One's own that are near or not written down, and those for which no time fits."""
    rows = FULL.filter(case__owner=user)
    near = rows.filter(status=TalkStatus.CHOSEN, starts_at__lt=until)
    rows = near | rows.filter(status=TalkStatus.NO_FIT)
    return policy.visible(user, Permission.CASE_WRITE, rows).order_by("starts_at", "id")
