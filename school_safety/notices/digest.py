"""The evening's digest: one message for everything that waited, and nothing where nothing waits."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from .models import Notice
from .outbox import post

MOST = 5000  # families of one evening's run; the next minute's sweep is not its business


def send_digests(*, at: datetime) -> int:
    """One for each guardian who has not yet opened what waited; twice on one day is once."""
    waiting = Notice.objects.filter(for_digest=True, read_at=None).order_by()
    people = waiting.values("user_id").annotate(number=Count("pk"))[:MOST]
    for person in list(people):
        _one(person["user_id"], person["number"], at)
    Notice.objects.filter(for_digest=True).exclude(read_at=None).update(for_digest=False)
    return len(people)


@transaction.atomic
def _one(user_id: Any, number: int, at: datetime) -> None:
    waiting = Notice.objects.filter(user_id=user_id, for_digest=True)
    newest = waiting.order_by("-created_at").values_list("district_id", flat=True).first()
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is not None and newest is not None:
        told = post(
            "daily_digest",
            to=user,
            district_id=newest,
            url_name="notices:notice_list",
            count=number,
            key=f"{timezone.localdate(at):%Y%m%d}",
            at=at,
        )
        if told.created_at != at:  # today's has left already: what came since waits for tomorrow's
            return
    waiting.update(for_digest=False)
