"""A guardian comes back: she asks for a code to her own phone or mailbox, and types it.

Whoever asks learns nothing: the same answer, after the same work, whether the number belongs to
somebody, to somebody whose access is held or closed, or to nobody. Who it is, is looked up later, by
the worker that sends the code.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lessons.queries import on_paper
from school_safety import limits
from school_safety.access.choices import Role
from school_safety.access.holdings import roles_of
from school_safety.accounts import challenges
from school_safety.accounts.codes import read
from school_safety.accounts.memory import remember
from school_safety.accounts.models import Mailbox, User, address_hash
from school_safety.audit.events import ground as events
from school_safety.notices.outbox import post
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardian
from school_safety.schools.phones import phone_hash
from school_safety.schools.roster.cells import foreign_phone

ENTER = "enter"
MANY = 5  # accounts behind one number or address; beyond that it is nobody's own


def ask_code(*, typed: str, address: str, at: datetime) -> str:
    """The challenge whose code may now be on its way; TooMany after one a minute, five a day."""
    key = _key(typed)
    limits.check("code.ask", key=key, address=address)
    return challenges.begin(purpose=ENTER, key=key, at=at)


def ask_for_letter(*, code: str, address: str, at: datetime) -> str:
    """The same from a link or a slip: the code goes to the number on file of whoever the letter is
    addressed to, never to whoever holds the link."""
    key = f"letter:{read(code)}"
    limits.check("code.ask", key=key, address=address)
    return challenges.begin(purpose=ENTER, key=key, at=at)


def _key(typed: str) -> str:
    if "@" in typed:
        return f"mailbox:{address_hash(typed)}"
    return f"phone:{phone_hash(foreign_phone(typed))}"


@transaction.atomic
def send_code(*, challenge: str, at: datetime) -> bool:
    """Look up whose number that was and send the code there; whether there was anybody."""
    found = challenges.waiting(challenge, at=at)
    guardians = _behind(found.key, at) if found else []
    if found is None or not guardians:
        return False
    challenges.sent_to(found, [guardian.user_id for guardian in guardians])
    post(
        "entry_code",
        to=guardians[0].user,
        district_id=guardians[0].district_id,
        about_kind="accounts.challenge",
        about_id=challenge,
        url_name="home:enter_confirm",
        at=at,
    )
    return True


def _behind(key: str, at: datetime) -> list[Any]:
    kind, _, code = key.partition(":")
    return _addressed(code, at) if kind == "letter" else _known(key)


def _addressed(code: str, at: datetime) -> list[Any]:
    """The one guardian of this letter, where her number or mailbox would let her in by itself."""
    letter = on_paper.letter_behind(code, at)
    if letter is None or letter.guardian.user is None:
        return []
    mailbox = Mailbox.objects.filter(user=letter.guardian.user).first()
    ways = [f"phone:{letter.guardian.phone_hash}"] if letter.guardian.phone_hash else []
    ways += [f"mailbox:{mailbox.address_hash}"] if mailbox else []
    return [row for way in ways for row in _known(way) if row.pk == letter.guardian_id][:1]


def _known(key: str) -> list[Any]:
    """Guardians with this number or mailbox who have been here before, by their printed code.

    One number on file under several names belongs to nobody in particular: no code is sent.
    """
    kind, _, hashed = key.partition(":")
    way = {"user__mailbox__address_hash": hashed} if kind == "mailbox" else {"phone_hash": hashed}
    rows = (
        Guardian.objects.filter(
            user__is_active=True,
            user__last_login__isnull=False,
            guardianships__authority__in=[Authority.FULL, Authority.LIMITED],
            **way,
        )
        .select_related("user", "district")
        .order_by("district__code", "pk")
        .distinct()[: MANY + 1]
    )
    found = [row for row in rows if {each.role for each in roles_of(row.user)} == {Role.GUARDIAN}]
    alike = kind == "mailbox" or len({row.name for row in found}) == 1
    return found if alike and len(found) <= MANY else []


def come_in(*, challenge: str, typed: str, address: str, at: datetime) -> list[UUID]:
    """The accounts that this code opens (one, mostly); none for a wrong, old or used code."""
    found = challenges.waiting(challenge, at=at)
    key = found.key if found else f"gone:{challenge}"
    limits.guard("code.wrong", key=key, address=address)
    opened = challenges.redeem(challenge, typed, purpose=ENTER, at=at)
    users = list(opened.users) if opened else []
    if not users:
        limits.tally("code.wrong", key=key, address=address)
    return users


def guardian_behind(user_id: UUID) -> Any:
    """The guardian of an account that a code has opened, if it is still active."""
    users = User.objects.filter(pk=user_id, is_active=True).select_related("guardian__district")
    return getattr(users.first(), "guardian", None)


def signed_in(guardian: Any, *, door: str, at: datetime) -> None:
    """Write the sign-in down before the first page is shown."""
    user, district = guardian.user, guardian.district_id
    remember(events.SIGNED_IN, user, by=user, district_id=district, facts={"door": door}, at=at)
