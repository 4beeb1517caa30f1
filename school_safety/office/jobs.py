"""What the office does by the clock."""

from datetime import datetime

from school_safety.clock.job import Job

from .alarms import raise_alarms


def tell_about_alarms(*, at: datetime) -> None:
    """Somebody asked for too much."""
    raise_alarms(at=at)


JOBS = [Job("office.alarms", "every 1m", tell_about_alarms)]
