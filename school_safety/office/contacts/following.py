"""Working off what the contact lists told us; and once a night, reading them whole."""

import logging
from datetime import datetime, timedelta

from school_safety.notices.backoff import next_try
from school_safety.schools.actions import hearing
from school_safety.schools.contacts import lists
from school_safety.schools.contacts.asking import Asking, Trouble
from school_safety.schools.contacts.lists import ContactList
from school_safety.schools.models import ContactChange, ContactLink, School

from .bringing import bring
from .gathering import Gathering

logger = logging.getLogger(__name__)
PAUSE = timedelta(minutes=5)  # after an answer that says: no more questions now


def follow(to: ContactList, *, at: datetime) -> int:
    """Everything that is due of one list; answers how many changes were looked at."""
    link = hearing.link_of(to)
    changes = hearing.claim_due(link=link, at=at) if link else []
    if link is None or not changes:
        return 0
    gathering = Gathering(to, link, Asking(to), at)
    note(link, _take_all(gathering, changes, at), at)
    _bring_all(gathering, at)
    return len(changes)


def _take_all(gathering: Gathering, changes: list[ContactChange], at: datetime) -> str:
    """Answers the last trouble; one change that cannot be understood does not keep the others."""
    trouble = ""
    for index, change in enumerate(changes):
        try:
            gathering.take(change)
        except Trouble as met:
            trouble = met.code
            _again([change], met.code, at)
            if met.stop:
                rest = changes[index + 1 :]
                hearing.give_back(changes=rest, reason=met.code, until=at + PAUSE)
                break
        except Exception as error:
            _say(gathering, error)
            _again([change], "stopped", at)
    return trouble


def _bring_all(gathering: Gathering, at: datetime) -> None:
    """School by school: what goes wrong with one does not keep the others."""
    schools = School.objects.select_related("district").in_bulk(list(gathering.found))
    for school_id, rows in gathering.found.items():
        try:
            bring(schools[school_id], list(rows.values()), at=at)
        except Exception as error:
            _say(gathering, error)
            _again([change for _row, named in rows.values() for change in named], "stopped", at)


def _say(gathering: Gathering, error: Exception) -> None:
    """Its kind alone: its text may hold what is in a row."""
    logger.error("contact list %s: %s", gathering.to.name, type(error).__name__)


def _again(changes: list[ContactChange], reason: str, at: datetime) -> None:
    for change in changes:
        hearing.put_off(change=change, reason=reason, until=next_try(change.attempts, at))


def note(link: ContactLink, trouble: str, at: datetime) -> None:
    """How it went, for the page; the log learns the list's name and a code, nothing else."""
    if trouble:
        logger.warning("contact list %s: %s", link.name, trouble)
        ContactLink.objects.filter(pk=link.pk).update(trouble=trouble)
    else:
        ContactLink.objects.filter(pk=link.pk).update(trouble="", answered_at=at)


def waiting(at: datetime) -> list[str]:
    """The lists of which something is due."""
    due = ContactLink.objects.filter(changes__state="waiting", changes__next_try_at__lte=at)
    known = {to.name for to in lists.every()}
    return [name for name in due.values_list("name", flat=True).distinct() if name in known]
