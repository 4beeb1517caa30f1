"""A guardian's own e-mail address: written down once she has shown that she reads it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety import limits
from school_safety.accounts import challenges
from school_safety.accounts.memory import remember
from school_safety.accounts.models import Mailbox, User, address_hash
from school_safety.audit.events import Event
from school_safety.audit.events import ground as events
from school_safety.notices.outbox import post

PROVE = "mailbox"


@transaction.atomic
def ask_to_confirm(*, user: User, mailbox: str, address: str, at: datetime) -> str:
    """Send a code to that mailbox; nothing is kept of it until the code comes back."""
    hashed = address_hash(mailbox)
    limits.check("code.ask", key=f"{PROVE}:{user.pk}", address=address)
    limits.check("code.ask", key=f"{PROVE}:{hashed}")
    challenge = challenges.begin(
        purpose=PROVE, key=f"{PROVE}:{user.pk}", address=mailbox, user_id=user.pk, at=at
    )
    post(
        "mailbox_code",
        to=user,
        district_id=_guardian(user).district_id,
        about_kind="accounts.challenge",
        about_id=challenge,
        url_name="home:family_me",
        at=at,
    )
    return challenge


@transaction.atomic
def confirm(*, user: User, challenge: str, typed: str, address: str, at: datetime) -> bool:
    """The right code makes it her address, for messages and for coming in."""
    key = f"{PROVE}:{user.pk}"
    limits.guard("code.wrong", key=key, address=address)
    found = challenges.redeem(challenge, typed, purpose=PROVE, at=at)
    if found is None or found.users != (user.pk,):
        limits.tally("code.wrong", key=key, address=address)
        return False
    facts = {"address_hash": address_hash(found.address), "confirmed_at": at}
    Mailbox.objects.update_or_create(user=user, defaults=facts)
    _write(user, found.address, events.MAILBOX_CONFIRMED, at)
    return True


@transaction.atomic
def remove(*, user: User, at: datetime) -> None:
    """No more messages to that address, and no more coming in by it."""
    Mailbox.objects.filter(user=user).delete()
    _write(user, "", events.MAILBOX_REMOVED, at)


def _write(user: User, mailbox: str, event: Event, at: datetime) -> None:
    user.email = mailbox
    user.save(update_fields=["email"])
    remember(event, user, by=user, district_id=_guardian(user).district_id, at=at)


def _guardian(user: Any) -> Any:
    """The account's room does not know guardians, so its type has none."""
    return user.guardian
