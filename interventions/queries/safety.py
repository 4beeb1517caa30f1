"""Safety events as each may read them: the sheet, names without a source, times without a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from interventions.choices import LIVE_EVENTS, OutsideHelp, SafetyStatus
from interventions.models import SafetyEvent, SafetyReview, SafetySeat
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from . import duty

FULL = SafetyEvent.objects.select_related(
    "school__district", "student__classroom", "holder", "acknowledged_by"
)
SHEET, NAMES, TIMES = (
    Permission.SAFETY_WRITE,
    Permission.SAFETY_NAMES,
    Permission.SAFETY_TIMES,
)
SEES_BANNER = frozenset({Role.COUNSELOR, Role.LEAD, Role.HEAD})


def taking_part(
    user: Any, at: datetime, verb: Permission = Permission.SAFETY_WRITE
) -> QuerySet[SafetyEvent]:
    """Events in which this person takes part; a shift that is over opens nothing any more."""
    live = Q(until=None) | Q(until__gt=at) | Q(event__holder=user)
    seats = SafetySeat.objects.filter(live, reader=user)
    return policy.visible(user, verb, FULL.filter(pk__in=seats.values("event_id")))


def of_school(user: Any, at: datetime) -> QuerySet[SafetyEvent]:
    """Every event of which this person may know at all."""
    rows = policy.visible(user, NAMES, FULL.all()) | policy.visible(user, TIMES, FULL.all())
    mine = taking_part(user, at).values("pk")
    return FULL.filter(Q(pk__in=mine) | Q(pk__in=rows.values("pk")))


def one(user: Any, pk: UUID, at: datetime) -> tuple[SafetyEvent, Permission]:
    """The event and as what she reads it: the most that she may. The read is written down."""
    for verb in (SHEET, NAMES, TIMES):
        rows = taking_part(user, at) if verb == SHEET else FULL.all()
        if policy.visible(user, verb, rows.filter(pk=pk)).exists():
            return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="sheet"), verb
    raise Absent


def mine(
    user: Any, pk: UUID, at: datetime, verb: Permission = Permission.SAFETY_WRITE
) -> SafetyEvent:
    """An event on whose sheet she writes."""
    return policy.get(user, verb, taking_part(user, at, verb), pk=pk)


def to_review(user: Any, pk: UUID, at: datetime) -> SafetyEvent:
    """An event that is over, with its review; the read is written down."""
    rows = taking_part(user, at).exclude(status__in=LIVE_EVENTS)
    return policy.get_sensitive(user, SHEET, rows, pk=pk, at=at, reason="review")


def review_of(event: SafetyEvent) -> SafetyReview | None:
    """The signed review, if there is one."""
    rows = SafetyReview.objects.filter(event=event)
    return rows.select_related("owner", "signed_by").first()


def unanswered(user: Any) -> list[SafetyEvent]:
    """What nobody has answered after the whole list was rung, for the red line on her first screen."""
    schools = {held.school_id for held in policy.roles_of(user) if held.role in SEES_BANNER}
    if not schools - {None}:
        return []
    rows = SafetyEvent.objects.filter(status=SafetyStatus.OPEN, unanswered_at__isnull=False)
    return list(rows.filter(school_id__in=schools - {None}).order_by("drill", "opened_at")[:3])


def live_of(user: Any, at: datetime) -> Iterable[SafetyEvent]:
    """What is going on and concerns her, for her list of the day."""
    return of_school(user, at).filter(status__in=LIVE_EVENTS).order_by("opened_at")[:5]


def all_live() -> list[SafetyEvent]:
    """Every event that is not over, oldest first."""
    rows = FULL.filter(status__in=LIVE_EVENTS).select_related("case__owner")
    return list(rows.order_by("opened_at", "pk"))


def school_to_ring(user: Any, at: datetime) -> School | None:
    """Where she may raise an event: her school; for a duty officer the one she is on call for."""
    schools = policy.units(user, Permission.SAFETY_RAISE).schools
    if schools:
        return School.objects.filter(pk__in=schools).order_by("code").first()
    running = duty.own_shifts(user, at).filter(starts_at__lte=at).first()
    return running.school if running is not None else None


def needs(event: SafetyEvent) -> list[str]:
    """What was asked for from outside, in words."""
    asked = event.steps.exclude(help="").order_by("at").values_list("help", flat=True)
    return [str(OutsideHelp(code).label) for code in dict.fromkeys(asked)]
