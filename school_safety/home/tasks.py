"""The queued task behind the returning guardian's door."""

from django.tasks import task
from django.utils import timezone

from .actions import send_code


@task()
def send_entry_code(challenge: str) -> None:
    """Look up and send, out of sight of whoever asked; the challenge runs out by itself."""
    send_code(challenge=challenge, at=timezone.now())
