"""Five wrong passwords in a row: the person hears of it, whoever guesses does not.

Counted by the name as typed, hashed, whether or not it is anybody's; the page, the work before it and
the row in the queue are the same for everybody.
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from school_safety.access.holdings import roles_of
from school_safety.accounts.memory import remember
from school_safety.accounts.models import User
from school_safety.audit.events import people as events
from school_safety.limits.table import DAY
from school_safety.notices.outbox import post
from school_safety.schools.models import District
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile import store

ROW = 5
MISSED, HIT = "password.missed", "password.hit"


def missed(name: str) -> str | None:
    """One more; the id behind the name (or one of nobody) when the row is full, else None."""
    key = _key(name)
    began = store.get(HIT, key) or b""
    if store.increment(MISSED, f"{key}/{began.decode()}", DAY) % ROW:
        return None
    found = User.objects.filter(username__iexact=name.strip()).values_list("pk", flat=True).first()
    return str(found or uuid4())


def hit(name: str) -> None:
    """The right one: the next wrong one is the first of a new row."""
    store.put(HIT, _key(name), uuid4().hex.encode(), DAY)


@transaction.atomic
def tell(*, user_id: str, at: datetime) -> None:
    """A safety message to an account that a password opens, once an hour at most."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
    district = next((held.district_id for held in roles_of(user) if held.district_id), None)
    remember(events.PASSWORD_GUESSED, user, by=None, at=at, district_id=district)
    post(
        "wrong_passwords",
        to=user,
        district_id=district or District.objects.values_list("pk", flat=True).first(),
        url_name="home:sign_in_show",
        key=f"{timezone.localtime(at):%Y%m%d%H}",
        at=at,
    )


def _key(name: str) -> str:
    return keyed_hash("password.row", name.lower())
