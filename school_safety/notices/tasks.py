"""The one queued task: deliver one message."""

from django.tasks import task
from django.utils import timezone

from . import rounds
from .delivery import send_due


@task()
def deliver(notice_id: str) -> None:
    """Send what is due of this message; safe to run twice, or never: the sweep comes after it."""
    send_due(at=timezone.now(), notice_id=notice_id)


@task()
def go_round(kind: str, round_id: str) -> None:
    """One round; its room finds again what was left."""
    rounds.go(kind, round_id)
