"""What the clock does here: take the figures of waves that have ended."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions.freezing import freeze_due


def freeze(*, at: datetime) -> None:
    """Figures and norms of a finished wave are computed once and kept."""
    freeze_due(at=at)


JOBS = [Job("surveys.freeze", "every 5m", freeze)]
