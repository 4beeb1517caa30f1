"""Queued work of this room."""

from django.tasks import task
from django.utils import timezone

from . import printing


@task()
def set_print(order_id: str) -> None:
    """One large print."""
    printing.fulfil(order_id, at=timezone.now())
