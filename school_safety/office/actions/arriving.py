"""A colleague comes in: the account, the letter, and the door that opens once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from pypinyin import lazy_pinyin

from school_safety import limits
from school_safety.access.giving import LETTER
from school_safety.access.models import RoleProposal
from school_safety.accounts.actions import (
    ACTIVATION_TIME,
    activate,
    issue_activation_code,
    new_user,
    to_activate,
)
from school_safety.accounts.codes import read, written
from school_safety.accounts.memory import KIND, remember
from school_safety.accounts.models import User
from school_safety.audit.events import people as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.notices.outbox import post
from school_safety.office import keeping

from .giving import give


@dataclass(frozen=True)
class Letter:
    """What stands on the paper, and nowhere else."""

    name: str
    username: str
    code: str
    url: str
    until: datetime


@transaction.atomic(durable=True)
def welcome(
    *,
    key: UUID,
    name: str,
    role: str,
    unit: Any,
    until: datetime | None,
    by: Any,
    at: datetime,
) -> tuple[User, RoleProposal | None]:
    """An account without a password, with its first role; the same form sent twice makes one."""
    found = User.objects.filter(pk=key).first()
    if found is not None:
        return found, None
    user = new_user(username=free_name(name), name=name, id=key)
    district = unit.pk if unit._meta.model_name == "district" else unit.district_id
    remember(events.COLLEAGUE_ADDED, user, by=by, district_id=district, at=at)
    return user, give(person=user, role=role, unit=unit, until=until, by=by, at=at)


def free_name(name: str) -> str:
    """The name in pinyin, with a number where somebody has it already."""
    root = "".join(c for c in "".join(lazy_pinyin(name)).lower() if c.isascii() and c.isalnum())
    root = (root or "colleague")[:30]
    taken = set(User.objects.filter(username__startswith=root).values_list("username", flat=True))
    return next(
        each
        for n in range(1, len(taken) + 2)
        if (each := f"{root}{n if n > 1 else ''}") not in taken
    )


@transaction.atomic(durable=True)
def print_letter(*, person: User, by: Any, at: datetime) -> Letter:
    """A new code, and the old ones are dead. Somebody who is in already is told of it."""
    keeping.needed(LETTER, by, person)
    if not person.is_active:
        raise NotNow("account_closed")
    district = keeping.district_of(person)
    code = issue_activation_code(user=person, by=by, at=at, district_id=district)
    if person.has_usable_password():
        post("letter_printed", to=person, district_id=district, at=at)
    return Letter(
        name=person.name,
        username=person.username,
        code=written(code),
        url=f"{settings.PUBLIC_URL}/activate/{code}/",
        until=at + ACTIVATION_TIME,
    )


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
        record(events.ACTIVATION_REFUSED, object_kind=KIND, at=at)
    return user


def let_in(*, user: User, code: str, password: str, at: datetime) -> bool:
    """Whether this was the one time that the code worked."""
    home = keeping.district_of(user)
    try:
        activate(user=user, code=code, password=password, at=at, district_id=home)
    except NotNow:
        return False
    return True
