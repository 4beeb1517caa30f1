"""Reading messages back: one's own, and how deliveries fare."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission

from .choices import Channel, State
from .kinds import ONE_TIME
from .models import Delivery, Notice, StaffPhone

ACKNOWLEDGE_WITHIN = timedelta(minutes=15)


def inbox(user: Any) -> QuerySet[Notice]:
    """This person's own messages, newest first; nobody else's, whatever her roles."""
    messages = Notice.objects.filter(user=user).exclude(kind__in=ONE_TIME)
    return messages.select_related("district", "school")


def unread(user: Any) -> int:
    """How many she has not opened."""
    return inbox(user).filter(read_at=None).count() if user.is_authenticated else 0


def deliveries(user: Any, *, channel: str = "", state: str = "") -> QuerySet[Delivery]:
    """The deliveries this person may watch over, without what they were about."""
    notices = policy.visible(user, Permission.OUTBOX_READ, Notice.objects.all())
    rows = Delivery.objects.filter(notice__in=notices)
    if channel:
        rows = rows.filter(channel=channel)
    if state:
        rows = rows.filter(state=state)
    return (
        rows.select_related("notice__school")
        .only(
            "channel", "state", "attempts", "next_try_at", "done_at", "last_error",
            "notice__created_at", "notice__safety", "notice__read_at", "notice__school__name",
        )
        .order_by("-notice__created_at", "pk")
    )  # fmt: skip


def counts(user: Any) -> Counter[str]:
    """How many deliveries stand in each state."""
    rows = deliveries(user).order_by().values_list("state").annotate(number=Count("pk"))
    return Counter(dict(rows))


def unacknowledged(at: datetime) -> QuerySet[Notice]:
    """Safety messages that nobody has opened in time and that were not passed on yet."""
    return Notice.objects.filter(
        safety=True, read_at=None, escalated_at=None, created_at__lt=at - ACKNOWLEDGE_WITHIN
    )


def out_of_reach(notice_ids: Iterable[Any]) -> set[Any]:
    """Messages that no way outside has taken or still tries: refused, given up, or none there."""
    ids = set(notice_ids)
    inside = [Channel.INBOX, Channel.PAPER]
    ways = Delivery.objects.filter(notice_id__in=ids).exclude(channel__in=inside)
    reached = ways.exclude(state=State.FAILED).values_list("notice_id", flat=True)
    return ids - set(reached)


def opened(notice_ids: Iterable[Any]) -> set[Any]:
    """Those of these messages that were opened."""
    rows = Notice.objects.filter(pk__in=set(notice_ids)).exclude(read_at=None)
    return set(rows.values_list("pk", flat=True))


def phone_tails(users: Iterable[Any]) -> dict[Any, str]:
    """The last figures of the numbers on which colleagues are rung."""
    rows = StaffPhone.objects.filter(user__in=list(users))
    return dict(rows.values_list("user_id", "tail"))


def staff_numbers(users: Iterable[Any]) -> dict[Any, str]:
    """The numbers themselves, for who has to ring somebody now."""
    return {row.user_id: row.number for row in StaffPhone.objects.filter(user__in=list(users))}
