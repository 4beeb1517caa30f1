"""What the office does by the clock."""

from datetime import datetime

from school_safety.clock.job import Job
from school_safety.schools.actions import hearing
from school_safety.schools.contacts import lists
from school_safety.schools.models import ContactLink

from . import tasks
from .alarms import raise_alarms
from .contacts.following import waiting


def tell_about_alarms(*, at: datetime) -> None:
    """Somebody asked for too much."""
    raise_alarms(at=at)


def follow_contact_lists(*, at: datetime) -> None:
    """Changes that are due: new ones once they are gathered, old ones after their pause."""
    for each in lists.every():
        if not ContactLink.objects.filter(name=each.name).exists():
            hearing.link_of(each)
    for name in waiting(at):
        tasks.follow_contacts.enqueue(name)


def reconcile_contact_lists(*, at: datetime) -> None:
    """Every contact list as a whole, for what nobody told us of."""
    hearing.forget_old(at=at)
    for each in lists.every():
        tasks.reconcile_contacts.enqueue(each.name)


JOBS = [
    Job("office.alarms", "every 1m", tell_about_alarms),
    Job("office.follow_contacts", "every 1m", follow_contact_lists),
    Job("office.reconcile_contacts", "40 2 * * *", reconcile_contact_lists),
]
