"""What the clock does for messages: the safety net under the queue."""

from datetime import datetime

from school_safety.clock.job import Job

from . import delivery, escalation


def sweep(*, at: datetime) -> None:
    """Send what is due and was not sent: a lost queue message never loses a child."""
    delivery.release_stuck(at=at)
    delivery.send_due(at=at)


def escalate(*, at: datetime) -> None:
    """Safety messages that nobody opened go to the next person."""
    escalation.escalate(at=at)


JOBS = [
    Job("notices.sweep", "every 1m", sweep),
    Job("notices.escalate", "every 1m", escalate),
]
