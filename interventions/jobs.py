"""What the clock does here: end what is over, and say good morning."""

from datetime import datetime

from school_safety.clock.job import Job

from .actions.alarm import sound_alarm_of
from .actions.chasing import chase_referrals
from .actions.covering import turn_over
from .actions.digest import post_digests
from .actions.expiring import expire_referrals
from .actions.exporting import forget_exports
from .actions.mandatory.nudging import nudge_due
from .actions.measuring import ask_for_checks
from .actions.safety.duty import warn_of_gaps
from .actions.safety.ringing import ring_due
from .actions.slips import expire_slips
from .queries.duty import every_school


def expire(*, at: datetime) -> None:
    """Referrals, access slips, exports and covers past their date, and what hung on them."""
    expire_referrals(at=at)
    expire_slips(at=at)
    forget_exports(at=at)
    turn_over(at=at)


def good_morning(*, at: datetime) -> None:
    """What is due today, before the first lesson."""
    post_digests(at=at)


def ask_again(*, at: datetime) -> None:
    """Referrals that have gone quiet, and those that end within a week."""
    chase_referrals(at=at)


def end_of_week(*, at: datetime) -> None:
    """Three taps from the child and from home."""
    ask_for_checks(at=at)


def ring(*, at: datetime) -> None:
    """Whoever is next, where a safety event has not been taken yet."""
    ring_due(at=at)


def remind(*, at: datetime) -> None:
    """Reports that the law demands and nobody has made yet."""
    nudge_due(at=at)


def look_ahead(*, at: datetime) -> None:
    """Days soon on which nobody is on call."""
    for school in every_school():
        warn_of_gaps(school=school, at=at)


def who_is_there(*, at: datetime) -> None:
    """What nobody looks after, told until somebody does."""
    turn_over(at=at)
    for school in every_school():
        sound_alarm_of(school=school, at=at)


JOBS = [
    Job("interventions.ring", "every 1m", ring),
    Job("interventions.rota", "40 7 * * *", look_ahead),
    Job("interventions.mandatory", "every 10m", remind),
    Job("interventions.orphans", "35 7 * * *", who_is_there),
    Job("interventions.expire", "every 10m", expire),
    Job("interventions.digest", "30 7 * * mon-sat", good_morning),
    Job("interventions.checks", "0 16 * * fri", end_of_week),
    Job("interventions.chase", "0 8 * * mon-fri", ask_again),
]
