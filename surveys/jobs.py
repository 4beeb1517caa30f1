"""What the clock does here: take the figures of ended waves, empty paper that is over."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions.blind import lapse_due
from .actions.freezing import freeze_due
from .actions.sheets import drop_all_over


def freeze(*, at: datetime) -> None:
    """Figures and norms of a finished wave are computed once and kept."""
    freeze_due(at=at)


def empty_paper(*, at: datetime) -> None:
    """Half-typed paper sheets whose time is over, or whose student answered on a screen."""
    drop_all_over(at=at)


def open_lapsed(*, at: datetime) -> None:
    """Invitations to a talk to which nobody came in time: whom a questionnaire had picked is a case."""
    lapse_due(at=at)


JOBS = [
    Job("surveys.freeze", "every 5m", freeze),
    Job("surveys.paper", "10 4 * * *", empty_paper),
    Job("surveys.talks", "20 6 * * *", open_lapsed),
]
