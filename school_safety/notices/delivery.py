"""Claim, send, stamp. Two workers never send the same message: only one of them wins the claim."""

from datetime import datetime

from django.db.models import F

from .backoff import STUCK, next_try
from .channels import CHANNELS, Refused
from .choices import State
from .models import Delivery

BATCH = 200  # messages of one sweep


def send_due(*, at: datetime, notice_id: str | None = None) -> int:
    """Send everything that is due (of one message, or of all); how many were sent."""
    due = Delivery.objects.filter(state=State.QUEUED, next_try_at__lte=at)
    if notice_id is not None:
        due = due.filter(notice_id=notice_id)
    ids = due.order_by("next_try_at").values_list("pk", flat=True)[:BATCH]
    return sum(_send(pk, at) for pk in list(ids))


def release_stuck(*, at: datetime) -> int:
    """Put back what a killed worker had in its hands. The recipient's key shows a double."""
    stuck = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=at - STUCK)
    return stuck.update(state=State.QUEUED, next_try_at=at)


def _send(pk, at: datetime) -> bool:
    won = Delivery.objects.filter(pk=pk, state=State.QUEUED, next_try_at__lte=at).update(
        state=State.SENDING, attempts=F("attempts") + 1, claimed_at=at
    )
    if not won:
        return False
    delivery = Delivery.objects.select_related(
        "notice__user", "notice__district", "notice__school"
    ).get(pk=pk)
    delivery.language = delivery.notice.user.language or "zh-hans"
    try:
        CHANNELS[delivery.channel](delivery)
    except Refused as refusal:
        _stamp(delivery, State.FAILED, at, error=refusal)
    except Exception as error:
        _try_again(delivery, at, error)
    else:
        _stamp(delivery, State.SENT, at)
    return delivery.state == State.SENT


def _try_again(delivery: Delivery, at: datetime, error: Exception) -> None:
    again = next_try(delivery.attempts, at)
    if again is None:
        _stamp(delivery, State.FAILED, at, error=error)
    else:
        _stamp(delivery, State.QUEUED, at, error=error, again=again)


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
        next_try_at=again,
        done_at=None if again else at,
        last_error=type(error).__name__ if error else "",
    )
