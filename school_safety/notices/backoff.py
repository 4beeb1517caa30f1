"""When to try again, and when to stop. Plain arithmetic."""

from datetime import datetime, timedelta

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720))
STUCK = timedelta(minutes=15)  # a worker that was killed while sending


def next_try(attempts: int, at: datetime) -> datetime | None:
    """After so many failed attempts: the next time, or None when it is enough."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None
