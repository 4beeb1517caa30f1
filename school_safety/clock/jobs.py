"""What the ground itself does by the clock."""

from datetime import datetime, timedelta

from school_safety.volatile import store

from . import stale
from .job import Job
from .scheduler import tick

__all__ = ["JOBS", "Job", "tick"]

LOST_AFTER = timedelta(minutes=20)
KEPT = timedelta(days=14)


def revive_lost_tasks(*, at: datetime) -> None:
    """Tasks that a killed worker left RUNNING."""
    stale.revive(at=at, idle=LOST_AFTER)


def sweep_volatile(*, at: datetime) -> None:
    """Expired drafts, counters and sessions."""
    store.sweep()


def prune_task_results(*, at: datetime) -> None:
    """What finished a fortnight ago."""
    stale.prune(before=at - KEPT)


JOBS = [
    Job("clock.revive", "every 5m", revive_lost_tasks),
    Job("volatile.sweep", "every 10m", sweep_volatile),
    Job("clock.prune", "30 3 * * *", prune_task_results),
]
