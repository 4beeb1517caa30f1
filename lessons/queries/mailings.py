"""Letters on their way to many classes, for whoever sent them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lessons.models import Mailing, MailingRoom
from school_safety.kernel.refusals import Absent

TRIES = 5
RECENT = timedelta(days=1)
DONE = Q(rooms__done_at__isnull=False)
STUCK = Q(rooms__done_at=None, rooms__tries__gte=TRIES)


@dataclass(frozen=True)
class Progress:
    """`refused` are the classes it did not go to, each with its reason; `over` when none is left."""

    mailing: Mailing
    total: int
    done: int
    sent: int
    refused: list[MailingRoom]

    @property
    def over(self) -> bool:
        """Whether every class has had its turn."""
        return self.done == self.total


def under_way(user: Any, at: datetime) -> list[Mailing]:
    """Her own of today that are not through yet."""
    rows = _counted(Mailing.objects.filter(sent_by=user, ordered_at__gt=at - RECENT))
    return [row for row in rows if row.done < row.total]


def progress(user: Any, pk: UUID) -> Progress:
    """How far one of her own is, or Absent."""
    row: Any = _counted(Mailing.objects.filter(sent_by=user, pk=pk)).first()
    if row is None:
        raise Absent
    left_out = row.rooms.exclude(refused="") | row.rooms.filter(done_at=None, tries__gte=TRIES)
    refused = list(left_out.select_related("classroom__school"))
    return Progress(row, row.total, row.done, row.done - len(refused), refused)


def _counted(rows: QuerySet[Mailing]) -> QuerySet[Mailing]:
    return rows.annotate(
        total=Count("rooms"), done=Count("rooms", filter=DONE) + Count("rooms", filter=STUCK)
    )
