"""Claim, send, stamp. Two workers never send the same message: only one of them wins the claim.

A carrier that may have taken a message without saying so is asked before the message goes again: a
time-out is not a reason to knock twice.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from . import reach, rules
from .backoff import MESSAGE_WAITS, STUCK, next_try
from .channels import CHANNELS, TAKEN, Refused, Unsure
from .choices import Channel, State
from .models import Delivery

BATCH = 200  # messages of one sweep
TRIES = len(MESSAGE_WAITS) + 1
LAST_ASK = timedelta(minutes=30)
TIRED = 10  # failures in a row of one carrier


def send_due(*, at: datetime, notice_id: str | None = None) -> int:
    """Send what is due (of one message, or of all), urgent ones first; how many were sent.

    A carrier that fails ten times in a row is left alone until the next sweep: the others' messages
    do not wait behind its time-outs, and its own keep their tries.
    """
    due = Delivery.objects.filter(
        state=State.QUEUED, next_try_at__lte=at, channel__in=list(CHANNELS)
    )
    if notice_id is not None:
        due = due.filter(notice_id=notice_id)
    rows = due.order_by("-notice__safety", "next_try_at").values_list("pk", "channel")[:BATCH]
    sent, failed = 0, Counter[str]()
    for pk, channel in list(rows):
        if failed[channel] >= TIRED:
            continue
        came_to = _send(pk, at)
        sent += came_to == State.SENT
        if came_to is not None:
            failed[channel] = failed[channel] + 1 if came_to == State.QUEUED else 0
    return sent


def release_stuck(*, at: datetime) -> int:
    """Put back what a killed worker had in its hands: perhaps it had just been taken."""
    stuck = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=at - STUCK)
    return stuck.update(
        state=State.QUEUED,
        next_try_at=at,
        unsure_since=Coalesce("unsure_since", "claimed_at"),
    )


def fail_over(delivery: Delivery, at: datetime) -> Delivery | None:
    """A guardian's message that one way could not bring goes by the next; paper is the last."""
    notice = delivery.notice
    if not reach.at_home(notice, notice.user) or notice.read_at is not None:
        return None
    tried = set(Delivery.objects.filter(notice=notice).values_list("channel", flat=True))
    wish = reach.wish_of(notice.user)
    way = rules.next_way(tried=tried, reachable=reach.reachable(notice, notice.user, wish))
    if not way:
        return None
    when = at if way == Channel.PAPER else reach.later(wish, at, urgent=reach.is_urgent(notice))
    made, _new = Delivery.objects.get_or_create(
        notice=notice, channel=way, defaults={"next_try_at": when}
    )
    return made


def _send(pk: Any, at: datetime) -> State | None:
    """What it came to; None where somebody else has it, or it waits for the morning."""
    won = Delivery.objects.filter(pk=pk, state=State.QUEUED, next_try_at__lte=at).update(
        state=State.SENDING, attempts=F("attempts") + 1, claimed_at=at
    )
    if not won:
        return None
    delivery = Delivery.objects.select_related(
        "notice__user__guardian", "notice__district", "notice__school"
    ).get(pk=pk)
    delivery.language = delivery.notice.user.language or "zh-hans"
    if _keep_for_later(delivery, at):
        return None
    try:
        delivery.vendor_id = _hand_over(delivery)
    except Refused as refusal:
        _give_up(delivery, at, refusal)
    except Exception as error:
        _try_again(delivery, at, error)
    else:
        _stamp(delivery, State.SENT, at)
    return State(delivery.state)


def _keep_for_later(delivery: Delivery, at: datetime) -> bool:
    """A new try that falls into a guardian's quiet hours waits for their end; it was no attempt."""
    notice = delivery.notice
    if not reach.at_home(notice, notice.user) or reach.is_urgent(notice):
        return False
    when = reach.later(reach.wish_of(notice.user), at, urgent=False)
    if when <= at:
        return False
    delivery.attempts -= 1
    _stamp(delivery, State.QUEUED, at, again=when)
    return True


def _hand_over(delivery: Delivery) -> str:
    """The carrier's own number of it, which an earlier try may already have brought."""
    asked = TAKEN.get(delivery.channel)
    if delivery.unsure_since and asked is not None:
        if asked(delivery):
            return delivery.vendor_id
        if delivery.attempts > TRIES:
            raise Refused
    return CHANNELS[delivery.channel](delivery) or ""


def _try_again(delivery: Delivery, at: datetime, error: Exception) -> None:
    if isinstance(error, Unsure) and delivery.unsure_since is None:
        delivery.unsure_since = at
    again = next_try(delivery.attempts, at, MESSAGE_WAITS)
    if again is None and isinstance(error, Unsure) and delivery.channel in TAKEN:
        again = at + LAST_ASK  # perhaps the last try was the good one
    if again is None:
        _give_up(delivery, at, error)
    else:
        _stamp(delivery, State.QUEUED, at, error=error, again=again)


def _give_up(delivery: Delivery, at: datetime, error: Exception) -> None:
    _stamp(delivery, State.FAILED, at, error=error)
    fail_over(delivery, at)


def _stamp(
    delivery: Delivery,
    state: State,
    at: datetime,
    *,
    error: Exception | None = None,
    again: datetime | None = None,
) -> None:
    """Only what is still in our hands is stamped: a final state never moves back."""
    delivery.state = state
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING).update(
        state=state,
        language=delivery.language,
        attempts=delivery.attempts,
        next_try_at=again,
        done_at=None if again else at,
        last_error=_said(error),
        vendor_id=delivery.vendor_id,
        unsure_since=delivery.unsure_since,
    )


def _said(error: Exception | None) -> str:
    """The class, and a carrier's short code; never its words."""
    if error is None:
        return ""
    code = getattr(error, "code", "")
    name = type(error).__name__
    return f"{name}:{code}"[:60] if isinstance(code, str) and code else name
