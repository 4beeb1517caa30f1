"""post(): a row now, a delivery when the transaction commits. The only way to send anything."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection, transaction

from . import reach
from .choices import Channel, State
from .kinds import KINDS
from .models import Delivery, Notice
from .tasks import deliver


def post(
    kind: str,
    *,
    to: Any,
    district_id: Any,
    at: datetime,
    about_kind: str = "",
    about_id: Any = "",
    url_name: str = "",
    url_args: Sequence[Any] = (),
    school_id: Any = None,
    student_id: Any = None,
    count: int | None = None,
    on: date | None = None,
    key: str = "",
    safety: bool = False,
) -> Notice:
    """Tell one person. With a `key`, telling her the same again gives back the first message."""
    if not connection.in_atomic_block:
        message = "post() belongs into the transaction of what it tells about"
        raise transaction.TransactionManagementError(message)
    facts = {
        "district_id": district_id,
        "school_id": school_id,
        "student_id": student_id,
        "about_kind": about_kind,
        "about_id": str(about_id),
        "url_name": url_name,
        "url_args": [str(each) for each in url_args],
        "count": count,
        "on": on,
        "safety": safety or KINDS[kind].safety,
        "created_at": at,
    }
    return _once(to, kind, key, facts, at)


def _once(to: Any, kind: str, key: str, facts: dict[str, Any], at: datetime) -> Notice:
    if key:
        notice, new = Notice.objects.get_or_create(user=to, kind=kind, key=key, defaults=facts)
        if not new:
            return notice
    else:
        notice = Notice.objects.create(user=to, kind=kind, **facts)
    _queue(notice, to, at)
    return notice


def _queue(notice: Notice, to: Any, at: datetime) -> None:
    plan = reach.plan(notice, to, at)
    rows = [
        Delivery(notice=notice, channel=way, next_try_at=plan.not_before or at) for way in plan.ways
    ]
    waiting = bool(rows) and (plan.not_before or at) <= at
    if not KINDS[notice.kind].one_time:
        inbox = Delivery(notice=notice, channel=Channel.INBOX, state=State.SENT, done_at=at)
        rows.insert(0, inbox)
    Delivery.objects.bulk_create(rows)
    if plan.digest:
        Notice.objects.filter(pk=notice.pk).update(for_digest=True)
    if waiting:  # robust: the sweep finds what could not be handed to the queue
        transaction.on_commit(partial(deliver.enqueue, str(notice.pk)), robust=True)
