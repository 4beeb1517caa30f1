"""The one queued task: deliver one message."""

from django.tasks import task
from django.utils import timezone

from .delivery import send_due


@task()
def deliver(notice_id: str) -> None:
    """Send what is due of this message; safe to run twice, or never: the sweep comes after it."""
    send_due(at=timezone.now(), notice_id=notice_id)
