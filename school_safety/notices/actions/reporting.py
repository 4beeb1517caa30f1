"""A vendor tells how text messages ended. A report can only move a message on, never back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from school_safety.notices import delivery
from school_safety.notices.channels.callbacks import Garbled, Reply, Report
from school_safety.notices.channels.tokens import delivery_in, looks_ours
from school_safety.notices.choices import Channel, State
from school_safety.notices.models import Delivery

from .wishing import stop_texts


@transaction.atomic
def hear(told: Iterable[Report | Reply], *, at: datetime) -> int:
    """All of one call, or nothing of it; the same once more changes nothing. How many changed."""
    changed = 0
    for each in told:
        if isinstance(each, Reply):
            changed += stop_texts(number=each.number, stop=each.stop, at=at)
        else:
            changed += _report(each, at)
    return changed


def _report(said: Report, at: datetime) -> int:
    """Sent, or nobody was sure: both are settled by the first report, and by no later one."""
    rows = _named(said).filter(channel=Channel.SMS, reported_at=None)
    row = rows.select_related("notice__user__guardian").first()
    if row is None:
        return 0
    mine = Delivery.objects.filter(pk=row.pk, reported_at=None)
    told: dict[str, Any] = {
        "reported_at": at,
        "state": State.SENT if said.arrived else State.FAILED,
    }
    if not said.arrived:
        told["last_error"] = f"Reported:{said.code}"
    changed = mine.filter(state=State.SENT).update(**told) or mine.filter(
        state=State.QUEUED, unsure_since__isnull=False
    ).update(**told, next_try_at=None, done_at=at)
    if changed and not said.arrived:
        delivery.fail_over(row, at)
    return changed


def _named(said: Report) -> QuerySet[Delivery]:
    """A number that the vendor gave to somebody else's message names none of ours."""
    if not looks_ours(said.token):
        return Delivery.objects.filter(vendor_id=said.vendor_id).exclude(vendor_id="")
    found = delivery_in(said.token)
    if found is None:
        raise Garbled
    return Delivery.objects.filter(pk=found)
