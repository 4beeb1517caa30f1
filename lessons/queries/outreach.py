"""Lectures, activities and brochures: lists, and the figures of a year, each with its records."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from lessons.choices import OutreachKind, OutreachState
from lessons.models import Outreach
from lessons.rules import outreach as rules
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent

HELD = Q(state=OutreachState.HELD)
MEETINGS = Q(kind__in=[OutreachKind.LECTURE, OutreachKind.ACTIVITY])
# Each figure of the paragraph, and the records that it counts.
COUNTED = {
    "lectures": HELD & Q(kind=OutreachKind.LECTURE),
    "schools": HELD & MEETINGS & Q(school__isnull=False),
    "people": HELD & MEETINGS & Q(reached__gt=0),
    "activities": HELD & Q(kind=OutreachKind.ACTIVITY),
    "brochures": HELD & Q(brochures__gt=0),
    "hours": HELD & Q(speaker_minutes__gt=0),
}


@dataclass(frozen=True)
class Year:
    """What was held in one year, as words of a paragraph."""

    year: int
    figures: dict[str, str]


def outreach(user: Any) -> QuerySet[Outreach]:
    """Of one's own school, or of a whole district."""
    rows = Outreach.objects.all()
    planned = policy.visible(user, Permission.PROGRAMME_WRITE, rows)
    read = policy.visible(user, Permission.DELIVERY_READ, rows)
    return (planned | read).select_related("school", "district")


def own_outreach(user: Any, pk: UUID) -> Outreach:
    """One that this person may change, or Absent."""
    return policy.get(user, Permission.PROGRAMME_WRITE, Outreach.objects.all(), pk=pk)


def counted(rows: QuerySet[Outreach], figure: str) -> QuerySet[Outreach]:
    """The records behind one figure; without one, all of them."""
    if not figure:
        return rows
    if figure not in COUNTED:
        raise Absent
    return rows.filter(COUNTED[figure])


def year(rows: QuerySet[Outreach], number: int) -> Year:
    """One query."""
    found = rows.filter(held_on__year=number).aggregate(
        lectures=Count("pk", filter=COUNTED["lectures"]),
        schools=Count("school", filter=COUNTED["schools"], distinct=True),
        people=Sum("reached", filter=COUNTED["people"]),
        activities=Count("pk", filter=COUNTED["activities"]),
        brochures=Sum("brochures", filter=COUNTED["brochures"]),
        hours=Sum("speaker_minutes", filter=COUNTED["hours"]),
    )
    said = {name: value or 0 for name, value in found.items()}
    figures = {name: str(value) for name, value in said.items()}
    figures["people"] = rules.rough(said["people"])
    figures["hours"] = rules.hours(said["hours"])
    return Year(number, figures)
