"""When to try again, and when to stop. Plain arithmetic."""

from collections.abc import Sequence
from datetime import datetime, timedelta

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720))
# Messages: an hour's outage of a vendor costs half of the tries, and the rest reach into tomorrow.
MESSAGE_WAITS = tuple(
    timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30, 60, 60, 120, 240, 240, 480)
)
STUCK = timedelta(minutes=15)  # a worker that was killed while sending


def next_try(attempts: int, at: datetime, waits: Sequence[timedelta] = WAITS) -> datetime | None:
    """After so many failed attempts: the next time, or None when it is enough."""
    return at + waits[attempts - 1] if attempts <= len(waits) else None
