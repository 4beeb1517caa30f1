"""What the clock does here: follow up letters that found no answer, before the evening."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions.reminding import follow_up_all


def follow_up(*, at: datetime) -> None:
    """Reminders, and after two of them a call, on school days in the afternoon."""
    follow_up_all(at=at)


JOBS = [Job("lessons.follow_up", "20 17 * * *", follow_up)]
