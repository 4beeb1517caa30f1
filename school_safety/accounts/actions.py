"""Letting people in: accounts without passwords, printed codes, and how they are taken back."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile.sessions import end_sessions_of

from .codes import new_code, read
from .models import EntryCode, User

CODE_DAYS = 180  # one term and the holidays after it; the class teacher can print a new one any day


def _hash(code: str) -> str:
    return keyed_hash("entry-code", read(code))


@transaction.atomic
def issue_entry_code(
    *, user: User, by: Any, at: datetime, district_id: Any, days: int = CODE_DAYS
) -> str:
    """A new printed code for this person; earlier ones stop working. Returned once, never stored."""
    user.entry_codes.filter(revoked_at=None).update(revoked_at=at)
    code = new_code()
    row = EntryCode.objects.create(
        user=user, code_hash=_hash(code), made_at=at, expires_at=at + timedelta(days=days)
    )
    record(
        events.ENTRY_CODE_ISSUED,
        by=by,
        district_id=district_id,
        object_kind="accounts.entrycode",
        object_id=str(row.pk),
        facts={"user": str(user.pk)},
        at=at,
    )
    return code


def holder_of(code: str, *, at: datetime) -> User | None:
    """The active user whose live code this is; unknown, ended and revoked codes are alike."""
    row = (
        EntryCode.objects.filter(code_hash=_hash(code), expires_at__gt=at)
        .filter(Q(revoked_at=None))
        .select_related("user")
        .first()
    )
    return row.user if row is not None and row.user.is_active else None


def new_user(*, username: str, name: str, language: str = "", password: str | None = None) -> User:
    """An account; without a password it can only be entered by code or slip."""
    user = User(username=username, name=name, language=language)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def end_sessions(*, user: User, by: Any, at: datetime, keep: str | None = None) -> None:
    """Sign this person out everywhere (but for the session `keep`), as of the next request."""
    transaction.on_commit(lambda: end_sessions_of(user.pk, keep=keep))
    _about_account(events.SESSIONS_ENDED, user, by=by, at=at)


@transaction.atomic
def close_account(*, user: User, by: Any, at: datetime) -> None:
    """Nobody gets in with this account any more: no session, no code, no password."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.entry_codes.filter(revoked_at=None).update(revoked_at=at)
    transaction.on_commit(lambda: end_sessions_of(user.pk))
    _about_account(events.ACCOUNT_CLOSED, user, by=by, at=at)


def _about_account(event: Any, user: User, *, by: Any, at: datetime) -> None:
    record(event, by=by, object_kind="accounts.user", object_id=str(user.pk), at=at)


@transaction.atomic
def give_password(*, user: User, password: str, by: Any, at: datetime) -> None:
    """Let somebody who came in by code sign in by password as well."""
    user.set_password(password)
    user.save(update_fields=["password"])
    _about_account(events.PASSWORD_GIVEN, user, by=by, at=at)
