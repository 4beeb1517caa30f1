"""Letting people in: accounts without passwords, printed codes, and how they are taken back."""

from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from school_safety.audit.events import ground as events
from school_safety.audit.events import people
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile.sessions import end_sessions_of

from .choices import CodePurpose
from .codes import new_code, read
from .memory import remember
from .models import EntryCode, User

CODE_DAYS = 180  # one term and the holidays after it; the class teacher can print a new one any day
REPAIR_TIME = timedelta(days=14)  # taken home by a child, typed at the weekend
ACTIVATION_TIME = timedelta(days=14)  # long enough for a letter in a pigeonhole, not for a drawer


def _hash(code: str) -> str:
    return keyed_hash("entry-code", read(code))


@transaction.atomic
def issue_entry_code(
    *, user: User, by: Any, at: datetime, district_id: Any, days: int = CODE_DAYS
) -> str:
    """A new printed code for this person; earlier ones stop working. Returned once, never stored."""
    code, row = _new_code(user, CodePurpose.ENTER, at, timedelta(days=days))
    _about_code(events.ENTRY_CODE_ISSUED, row, by=by, at=at, district_id=district_id)
    return code


@transaction.atomic
def issue_activation_code(
    *,
    user: User,
    by: Any,
    at: datetime,
    district_id: Any,
    lasts: timedelta = ACTIVATION_TIME,
    reason: str = "",
) -> str:
    """A code with which this colleague sets a password, once; earlier ones stop working.

    The present password keeps working until then: a letter that was never asked for locks nobody out.
    """
    code, row = _new_code(user, CodePurpose.ACTIVATE, at, lasts, reason)
    _about_code(people.ACTIVATION_ISSUED, row, by=by, at=at, district_id=district_id)
    return code


@transaction.atomic
def issue_repair_code(*, user: User, by: Any, at: datetime, district_id: Any) -> str:
    """A code with which a guardian says, once, how she is reached; earlier ones stop working."""
    code, row = _new_code(user, CodePurpose.REPAIR, at, REPAIR_TIME)
    _about_code(events.REPAIR_CODE_ISSUED, row, by=by, at=at, district_id=district_id)
    return code


@transaction.atomic
def use_repair_code(code: str, *, at: datetime) -> User | None:
    """Whose it was, if it was live; from now on it is used."""
    row = _live(code, CodePurpose.REPAIR, at)
    if row is None:
        return None
    mine = EntryCode.objects.filter(pk=row.pk, used_at=None, revoked_at=None)
    return row.user if mine.update(used_at=at) else None


def _new_code(
    user: User, purpose: str, at: datetime, lasts: timedelta, reason: str = ""
) -> tuple[str, EntryCode]:
    user.entry_codes.filter(purpose=purpose, revoked_at=None).update(revoked_at=at)
    code = new_code()
    row = EntryCode.objects.create(
        user=user,
        purpose=purpose,
        code_hash=_hash(code),
        made_at=at,
        expires_at=at + lasts,
        reason=reason,
    )
    return code, row


def _about_code(event: Any, row: EntryCode, *, by: Any, at: datetime, district_id: Any) -> None:
    record(
        event,
        by=by,
        district_id=district_id,
        object_kind="accounts.entrycode",
        object_id=str(row.pk),
        facts={"user": str(row.user_id)},
        at=at,
    )


def holder_of(code: str, *, at: datetime) -> User | None:
    """The active user whose live code this is; unknown, ended and revoked codes are alike."""
    row = _live(code, CodePurpose.ENTER, at)
    return row.user if row is not None else None


def to_activate(*, username: str, code: str, at: datetime) -> User | None:
    """The colleague whose unused code this is, if the name fits; whatever is wrong looks the same."""
    row = _live(code, CodePurpose.ACTIVATE, at)
    return row.user if row is not None and row.user.username == username else None


def _live(code: str, purpose: str, at: datetime) -> EntryCode | None:
    rows = EntryCode.objects.filter(code_hash=_hash(code), purpose=purpose, expires_at__gt=at)
    row = rows.filter(revoked_at=None, used_at=None).select_related("user").first()
    return row if row is not None and row.user.is_active else None


@transaction.atomic
def revoke_activation_codes(*, user: User, at: datetime) -> None:
    """Letters on their way stop working: what the account opens is about to change."""
    live = user.entry_codes.filter(purpose=CodePurpose.ACTIVATE, used_at=None, revoked_at=None)
    live.update(revoked_at=at)


@transaction.atomic
def activate(*, user: User, code: str, password: str, at: datetime, district_id: Any) -> None:
    """The code is used up, the password is set, and whoever was signed in with the old one is out."""
    used = user.entry_codes.filter(
        code_hash=_hash(code), purpose=CodePurpose.ACTIVATE, used_at=None, revoked_at=None
    ).update(used_at=at)
    if not used:  # somebody was quicker with the same letter
        raise NotNow("code_used")
    user.set_password(password)
    user.save(update_fields=["password"])
    transaction.on_commit(lambda: end_sessions_of(user.pk))
    remember(people.ACTIVATED, user, by=user, at=at, district_id=district_id)


@transaction.atomic
def reset_second_factor(*, user: User, by: Any, at: datetime, district_id: Any) -> None:
    """A lost phone: every second factor of this person is gone, and so is every session."""
    Authenticator.objects.filter(user=user).delete()
    transaction.on_commit(lambda: end_sessions_of(user.pk))
    remember(people.SECOND_FACTOR_RESET, user, by=by, at=at, district_id=district_id)


def new_user(
    *, username: str, name: str, language: str = "", password: str | None = None, id: Any = None
) -> User:
    """An account; without a password it can only be entered by code or slip."""
    user = User(username=username, name=name, language=language, **({"id": id} if id else {}))
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def end_sessions(*, user: User, by: Any, at: datetime, keep: str | None = None) -> None:
    """Sign this person out everywhere (but for the session `keep`), as of the next request."""
    transaction.on_commit(lambda: end_sessions_of(user.pk, keep=keep))
    remember(events.SESSIONS_ENDED, user, by=by, at=at)


@transaction.atomic
def close_account(*, user: User, by: Any, at: datetime, district_id: Any = None) -> None:
    """Nobody gets in with this account any more: no session, no code, no account elsewhere."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.entry_codes.filter(revoked_at=None).update(revoked_at=at)
    SocialAccount.objects.filter(user=user).delete()
    transaction.on_commit(lambda: end_sessions_of(user.pk))
    remember(events.ACCOUNT_CLOSED, user, by=by, at=at, district_id=district_id)


@transaction.atomic
def give_password(*, user: User, password: str, by: Any, at: datetime) -> None:
    """Let somebody who came in by code sign in by password as well."""
    user.set_password(password)
    user.save(update_fields=["password"])
    remember(events.PASSWORD_GIVEN, user, by=by, at=at)
