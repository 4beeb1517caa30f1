"""Where a message of one person goes, decided anew at the moment in which it leaves."""

from datetime import datetime
from typing import Any

from django.conf import settings

from school_safety.accounts import challenges
from school_safety.notices.kinds import KINDS
from school_safety.notices.models import Notice, StaffPhone


def mailbox(notice: Notice, at: datetime | None) -> str:
    """Her address; for a one-time code the one it proves; nothing once the code has run out."""
    if not KINDS[notice.kind].one_time:
        return notice.user.email
    found = challenges.waiting(notice.about_id, at=at) if at else None
    return (found.address or notice.user.email) if found else ""


def phone(notice: Notice, at: datetime | None) -> str:
    """The number the school has on file, where text messages can be sent at all."""
    if not (settings.SMS or settings.SMS_SENDER):
        return ""
    guardian: Any = getattr(notice.user, "guardian", None)
    if KINDS[notice.kind].rings:
        return _duty_phone(notice)
    if guardian is None or (KINDS[notice.kind].one_time and not _asked(notice, at)):
        return ""
    number: str = guardian.phone
    return number


def _asked(notice: Notice, at: datetime | None) -> bool:
    """A code still waits, and not one that proves a mailbox."""
    found = challenges.waiting(notice.about_id, at=at) if at else None
    return found is not None and not found.address


def _duty_phone(notice: Notice) -> str:
    row = StaffPhone.objects.filter(user_id=notice.user_id).first()
    number: str = row.number if row is not None else ""
    return number
