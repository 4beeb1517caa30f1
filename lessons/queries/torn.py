"""A slip without its code, found by the child's name within a class: only for who enters slips there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from lessons.models import Slip, SlipScan
from lessons.queries.on_paper import LINKS_LAST, VERB
from school_safety.access import policy
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import Classroom

MOST = 12


def rooms_for(user: Any, scan: SlipScan) -> list[Classroom]:
    """Classes of this pile's school in which this person enters slips."""
    rows = Classroom.objects.filter(school_id=scan.pile.school_id)
    return list(policy.visible(user, VERB, rows).order_by("grade", "name"))


def slips_named(user: Any, scan: SlipScan, room_id: UUID, name: str, at: datetime) -> list[Slip]:
    """Slips printed for children of this class with this in their name; nobody without a name."""
    rooms = [room.pk for room in rooms_for(user, scan)]
    wanted = name.strip()
    if not wanted or room_id not in rooms:
        return []
    rows = Slip.objects.filter(
        letter__dispatch__classroom_id=room_id,
        letter__dispatch__sent_at__gt=at - LINKS_LAST,
        letter__student__name__icontains=wanted,
    ).select_related("letter__dispatch", "letter__student", "letter__guardian")
    return list(rows.order_by("-letter__dispatch__sent_at", "letter__student__number")[:MOST])


def slip_named(user: Any, scan: SlipScan, slip_id: str) -> Slip:
    """The one that was pressed, of a class where this person may, or Absent."""
    rooms = [room.pk for room in rooms_for(user, scan)]
    rows = Slip.objects.filter(letter__dispatch__classroom_id__in=rooms)
    try:
        return rows.get(pk=UUID(slip_id))
    except (Slip.DoesNotExist, ValueError):
        raise Absent from None
