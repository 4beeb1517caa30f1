"""What became of the messages about something: for the rooms above, which ask by kind and id."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from .choices import UNFINISHED, Channel, State
from .models import Delivery

INSIDE = (Channel.INBOX,)
ARRIVED = (State.SENT, State.READ)


def given_up(about_kind: str, *, since: datetime) -> set[str]:
    """Ids of which every way outside was tried and failed lately: none has taken it, none goes on.

    A slip of paper that still waits here for the class teacher has not arrived either.
    """
    failed = _ways(about_kind).filter(state=State.FAILED, done_at__gte=since)
    same = _ways(about_kind).filter(notice__about_id=OuterRef("notice__about_id"))
    on_its_way = same.filter(state__in=UNFINISHED).exclude(channel=Channel.PAPER)
    lost = failed.exclude(Exists(same.filter(state__in=ARRIVED))).exclude(Exists(on_its_way))
    return set(lost.values_list("notice__about_id", flat=True))


def arrived(about_kind: str, about_ids: set[str]) -> set[str]:
    """Those of these ids that some way outside has brought after all."""
    rows = _ways(about_kind).filter(state__in=ARRIVED, notice__about_id__in=about_ids)
    return set(rows.values_list("notice__about_id", flat=True))


def _ways(about_kind: str) -> QuerySet[Delivery]:
    return Delivery.objects.filter(notice__about_kind=about_kind).exclude(channel__in=INSIDE)
