"""Home visits: of a case, of a family, and what of them was taken to a meeting."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from interventions.choices import FAMILY_VISITS, OPEN_STATUSES, MeetingStatus, VisitStatus
from interventions.models import CaseMeeting, HomeVisit, VisitUse
from school_safety.access import policy
from school_safety.access.permissions import Permission

from .holds import stands, without_hold

FULL = HomeVisit.objects.select_related(
    "case__student__classroom", "case__owner", "guardian", "first", "second", "changed_by"
)


def of_family(user: Any, at: datetime) -> QuerySet[HomeVisit]:
    """What this guardian was asked, until the day after; while a hold stands there is nothing."""
    rows = FULL.filter(
        status__in=FAMILY_VISITS,
        guardian__user=user,
        case__status__in=OPEN_STATUSES,
        starts_at__gt=at - timedelta(days=1),
    )
    return policy.visible(user, Permission.FAMILY_ANSWER, without_hold(rows)).order_by("starts_at")


def asked(user: Any, pk: UUID, at: datetime) -> HomeVisit:
    """One of them; the read is written down."""
    verb = Permission.FAMILY_ANSWER
    return policy.get_sensitive(user, verb, of_family(user, at), pk=pk, at=at, reason="visit")


def read(user: Any, pk: UUID, at: datetime) -> HomeVisit:
    """For whoever reads the notes of the case."""
    verb = Permission.NOTE_READ
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="visit")


def to_write(user: Any, pk: UUID, at: datetime) -> HomeVisit:
    """For whoever arranges and records it."""
    verb = Permission.CASE_WRITE
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="visit")


def may_write(user: Any, visit: HomeVisit) -> bool:
    """Whether the buttons are this user's."""
    row = HomeVisit.objects.filter(pk=visit.pk)
    return policy.visible(user, Permission.CASE_WRITE, row).exists()


def ahead_of(user: Any, until: datetime) -> QuerySet[HomeVisit]:
    """One's own visits that are near, or over and not written down; and those to be moved."""
    waiting = (VisitStatus.AGREED, VisitStatus.OTHER_TIME)
    rows = FULL.filter(status__in=waiting, starts_at__lt=until, case__owner=user)
    return policy.visible(user, Permission.CASE_WRITE, rows).order_by("starts_at", "id")


def taken_to(meeting: CaseMeeting) -> list[VisitUse]:
    """What was chosen for this meeting, each on its basis; nothing else of a visit is shown there."""
    return list(VisitUse.objects.filter(meeting=meeting).select_related("visit", "used_by"))


def meetings_for(visit: HomeVisit) -> QuerySet[CaseMeeting]:
    """Meetings about the same case to which it may be taken."""
    taken = VisitUse.objects.filter(visit=visit).values("meeting_id")
    rows = CaseMeeting.objects.filter(case_id=visit.case_id, status=MeetingStatus.PLANNED)
    return rows.exclude(pk__in=taken)


def hold_stands(visit: HomeVisit) -> bool:
    """Whether nobody should go there now."""
    return stands(visit.case.student)


def uses_of(visit: HomeVisit) -> list[VisitUse]:
    """Where it was taken, on which basis."""
    return list(VisitUse.objects.filter(visit=visit).select_related("meeting", "used_by"))
