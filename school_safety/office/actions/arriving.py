"""A colleague comes in: with a printed code, once."""

from datetime import datetime

from school_safety import limits
from school_safety.access import policy
from school_safety.accounts.actions import activate, to_activate
from school_safety.accounts.codes import read
from school_safety.accounts.models import User
from school_safety.audit.events import people as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow


def colleague_at_the_door(*, username: str, code: str, address: str, at: datetime) -> User | None:
    """The colleague whose unused code this is; a wrong name and a wrong or used code look alike.

    Raises TooMany after five wrong tries in ten minutes for one code or one name.
    """
    name, typed = f"@{username}", read(code)
    limits.guard("code.wrong", key=typed, address=address)
    limits.guard("code.wrong", key=name)
    user = to_activate(username=username, code=code, at=at)
    if user is None:
        limits.tally("code.wrong", key=typed, address=address)
        limits.tally("code.wrong", key=name)
        record(events.ACTIVATION_REFUSED, object_kind="accounts.user", at=at)
    return user


def let_in(*, user: User, code: str, password: str, at: datetime) -> bool:
    """Whether this was the one time that the code worked."""
    home = next((held.district_id for held in policy.roles_of(user) if held.district_id), None)
    try:
        activate(user=user, code=code, password=password, at=at, district_id=home)
    except NotNow:
        return False
    return True
