"""Queued work of the office. Each carries who asked for it and asks the same policy again."""

from collections.abc import Callable
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from school_safety.access.permissions import Permission
from school_safety.accounts.models import User
from school_safety.office.contacts.following import follow
from school_safety.office.contacts.reconciling import reconcile
from school_safety.office.rosters import queries
from school_safety.office.rosters.phones import tell_of_phones
from school_safety.schools.actions import check_import, set_back, undo_import, write_import
from school_safety.schools.contacts import lists
from school_safety.schools.models import ImportBatch


@task()
def check_roster(batch_id: str, user_id: str) -> None:
    """The dry run."""
    _work(batch_id, user_id, lambda batch, by: check_import(batch=batch, at=timezone.now()))


@task()
def write_roster(batch_id: str, user_id: str) -> None:
    """All or nothing."""
    _work(batch_id, user_id, _write)


def _write(batch: ImportBatch, by: User) -> None:
    at = timezone.now()
    outcome = write_import(batch=batch, by=by, at=at)
    if outcome.batch is not None:
        tell_of_phones(outcome, by=by, at=at)


@task()
def follow_contacts(name: str) -> None:
    """What a contact list told us of."""
    to = lists.named(name)
    if to is not None:
        follow(to, at=timezone.now())


@task()
def reconcile_contacts(name: str) -> None:
    """A contact list as a whole."""
    to = lists.named(name)
    if to is not None:
        reconcile(to, at=timezone.now())


@task()
def undo_roster(batch_id: str, user_id: str) -> None:
    """As far as nobody touched it since."""
    _work(batch_id, user_id, lambda batch, by: undo_import(batch=batch, by=by, at=timezone.now()))


def _work(batch_id: str, user_id: str, deed: Callable[[ImportBatch, User], object]) -> None:
    """Whatever stops the work, the batch does not stay half way, and the log says why."""
    try:
        by = User.objects.get(pk=user_id, is_active=True)
        deed(queries.import_for(by, UUID(batch_id), Permission.IMPORT_CHANGE), by)
    except BaseException:
        batch = ImportBatch.objects.filter(pk=batch_id).first()
        if batch is not None:
            set_back(batch=batch, at=timezone.now())
        raise
