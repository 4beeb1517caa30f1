"""A message is opened."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.notices.choices import Channel, State
from school_safety.notices.models import Delivery, Notice


def open_notice(*, notice: Notice, by: Any, at: datetime) -> Notice:
    """Her own message is read; a second time changes nothing."""
    if notice.user_id == by.pk and notice.read_at is None:
        _read([notice.pk], at)
    return notice


def read_all(*, by: Any, at: datetime) -> int:
    """All of her messages are read."""
    ids = list(Notice.objects.filter(user=by, read_at=None).values_list("pk", flat=True))
    _read(ids, at)
    return len(ids)


def _read(ids: list, at: datetime) -> None:
    with transaction.atomic():
        Notice.objects.filter(pk__in=ids, read_at=None).update(read_at=at)
        Delivery.objects.filter(notice_id__in=ids, channel=Channel.INBOX, state=State.SENT).update(
            state=State.READ, done_at=at
        )
