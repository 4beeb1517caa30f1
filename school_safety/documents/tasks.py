"""Queued work of this room."""

from django.tasks import task
from django.utils import timezone

from . import printing, scanning


@task()
def set_print(order_id: str) -> None:
    """One large print."""
    printing.fulfil(order_id, at=timezone.now())


@task()
def read_pile(kind: str, pile: str, names: list[str]) -> None:
    """One pile of scans."""
    scanning.read(kind, pile, names, at=timezone.now())
