"""What the roster's room does by the clock."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions import drop_stale, revive_stuck


def drop_stale_imports(*, at: datetime) -> None:
    """Rosters that were read and then left lying."""
    drop_stale(at=at)


def revive_imports(*, at: datetime) -> None:
    """Rosters whose worker went away."""
    revive_stuck(at=at)


JOBS = [
    Job("schools.drop_stale_imports", "23 * * * *", drop_stale_imports),
    Job("schools.revive_imports", "*/10 * * * *", revive_imports),
]
