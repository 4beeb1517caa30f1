"""Signs of life: who does work in the background, and when it was last seen at it."""

import os
import socket
from datetime import datetime, timedelta

from django.utils import timezone

from school_safety.volatile import store

KIND = "clock.beat"
CLOCK, WORKER = "scheduler", "worker"
PACE = 5.0  # seconds between two signs of one process
SILENT_AFTER = timedelta(seconds=120)  # one long task is no death
TTL = 300


def leave(who: str) -> None:
    """This process is at work."""
    sign = f"{timezone.now().isoformat()} {socket.gethostname()} {os.getpid()}"
    store.put(KIND, who, sign.encode(), TTL)


def last(who: str) -> datetime | None:
    """When one of them was last seen, or None when all are silent."""
    sign = store.get(KIND, who)
    return datetime.fromisoformat(sign.decode().split()[0]) if sign else None


def alive(who: str, *, at: datetime) -> bool:
    """Seen lately."""
    seen = last(who)
    return seen is not None and at - seen < SILENT_AFTER
