"""Letting a guardian in with the printed code and the tail of the phone number."""

from datetime import datetime
from typing import Any

from school_safety import limits
from school_safety.accounts.actions import holder_of
from school_safety.accounts.codes import read
from school_safety.accounts.models import User
from school_safety.audit.events import ground as events
from school_safety.audit.record import record


def guardian_at_the_door(*, code: str, tail: str, address: str, at: datetime) -> User | None:
    """The guardian whose code and phone tail these are; a wrong code and a wrong tail look alike.

    Raises TooMany after five wrong tries in ten minutes for one code, or 600 from one address.
    """
    limits.guard("code.wrong", key=read(code), address=address)
    user = holder_of(code, at=at)
    guardian: Any = getattr(user, "guardian", None) if user else None
    if guardian is None or not guardian.phone_tail or guardian.phone_tail != tail:
        limits.tally("code.wrong", key=read(code), address=address)
        return None
    record(
        events.SIGNED_IN,
        by=user,
        district_id=guardian.district_id,
        object_kind="accounts.user",
        object_id=str(guardian.user_id),
        facts={"door": "entry_code"},
        at=at,
    )
    return user
