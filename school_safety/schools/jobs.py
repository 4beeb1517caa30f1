"""What the roster's room does by the clock."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions import drop_stale


def drop_stale_imports(*, at: datetime) -> None:
    """Rosters that were read and then left lying."""
    drop_stale(at=at)


JOBS = [Job("schools.drop_stale_imports", "23 * * * *", drop_stale_imports)]
