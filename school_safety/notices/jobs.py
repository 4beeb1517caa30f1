"""What the clock does for messages: the safety net under the queue."""

from datetime import datetime

from school_safety.clock.job import Job

from . import delivery, digest, escalation, unreached


def sweep(*, at: datetime) -> None:
    """Send what is due and was not sent: a lost queue message never loses a child."""
    delivery.release_stuck(at=at)
    delivery.send_due(at=at)


def escalate(*, at: datetime) -> None:
    """Safety messages that nobody opened go to the next person."""
    escalation.escalate(at=at)


def send_digests(*, at: datetime) -> None:
    """At six in the evening, what families wanted to hear in one message."""
    digest.send_digests(at=at)


def tell_class_teachers(*, at: datetime) -> None:
    """In the morning of a school day, how many families of a class no message reaches."""
    unreached.tell_class_teachers(at=at)


JOBS = [
    Job("notices.sweep", "every 1m", sweep),
    Job("notices.escalate", "every 1m", escalate),
    Job("notices.digest", "0 18 * * *", send_digests),
    Job("notices.unreached", "30 7 * * *", tell_class_teachers),
]
