"""Who takes the next case: the counselor on duty with the fewest, longest without a new one."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Candidate:
    """One counselor of the school; `last_at` is when she was last given a case."""

    user_id: Hashable
    load: int
    last_at: datetime | None = None
    on_duty: bool = True


def choose(candidates: Sequence[Candidate]) -> Hashable | None:
    """The chosen user id, or None when nobody is on duty."""
    free = [c for c in candidates if c.on_duty]
    if not free:
        return None
    best = min(free, key=lambda c: (c.load, c.last_at is not None, c.last_at, str(c.user_id)))
    return best.user_id
