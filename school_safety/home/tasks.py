"""Queued work behind the doors: out of sight, and out of the time, of whoever knocks."""

from django.tasks import task
from django.utils import timezone

from .actions import guessing, send_code


@task()
def send_entry_code(challenge: str) -> None:
    """Look up and send, out of sight of whoever asked; the challenge runs out by itself."""
    send_code(challenge=challenge, at=timezone.now())


@task()
def tell_of_guessing(user_id: str) -> None:
    """The id may be nobody's; then nothing happens."""
    guessing.tell(user_id=user_id, at=timezone.now())
