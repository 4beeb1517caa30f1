"""Sitting down with a slip: one live session, and the path that today's consent opens."""

import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import surveys as events
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import stands
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile import store
from surveys import policies
from surveys.choices import InvitationState, Path
from surveys.models import Invitation
from surveys.queries import begun, rooms
from surveys.queries.begun import Begun

from . import slips
from .drafting import TTL
from .memory import remember_slip

SECRET_BYTES = 24
TIMES = 3  # another device may be quicker between looking and putting


def slip_of(token: str) -> Invitation:
    """The slip with this token, whatever may be done with it now; else Absent."""
    invitation = rooms.by_token_hash(slips.token_hash(token))
    if invitation is None:
        raise Absent
    return invitation


def find(token: str, at: datetime) -> Invitation:
    """The slip with this token, if it can be used now; else Absent, whatever the reason."""
    invitation = slip_of(token)
    policies.check_can_enter(invitation, at)
    return invitation


def find_typed(code: str, at: datetime) -> Invitation:
    """The same for a typed code; the slow hash is paid before anything is known."""
    invitation = rooms.by_code_hash(slips.code_hash(code))
    if invitation is None:
        raise Absent
    policies.check_can_enter(invitation, at)
    return invitation


def new_secret() -> str:
    """What only one page of one slip knows: 144 bits."""
    return secrets.token_urlsafe(SECRET_BYTES)


def is_secret(text: str) -> bool:
    """Whether this may be one of ours; anything else is not taken from a page."""
    return len(text) == 32 and text.isascii() and text.replace("-", "a").replace("_", "a").isalnum()


def seat_hash(seat: str) -> str:
    """What the row keeps of the session's secret."""
    return keyed_hash("surveys.seat", seat) if seat else ""


def take_seat(*, slip: Invitation, seat: str, at: datetime, offered: str = "") -> str:
    """Bind the slip, as it was just read, to one session; answers the session's secret.

    `seat` is the secret of the session that asks, empty if it has none; `offered` the one that the
    page of the slip brought along: when the reply to the start is lost, pressing again finds the
    same seat and not a taken one. The path is decided here
    and only here: a consent in force opens the questionnaire, anything else the quiet task.
    """
    for _time in range(TIMES):
        known = begun.of(slip)
        own = seat if seat and known and known.seat == seat_hash(seat) else offered
        secret = own or new_secret()
        place = seat_hash(secret)
        policies.check_can_sit(slip, known, place, at)
        if known:
            kept = _put(slip, known, replace(known, seat=place, seated_at=at))
        else:
            kept = _begin(slip, place, at)
        if kept:
            return secret
    raise NotNow("elsewhere")


def _begin(slip: Invitation, seat: str, at: datetime) -> bool:
    """Her first time. Whoever is later than another device finds that one there."""
    about, on = f"wave:{slip.wave_id}", timezone.localdate(at)
    agreed = stands(slip.student, Purpose.SCREENING, about=about, on=on)
    path = Path.SCREENING if agreed else Path.ALTERNATIVE
    start = Begun(seat, at, at, path, slip.switched_at)
    return store.put_new(begun.kind(slip.sitting_id), str(slip.pk), begun.written(start), TTL)


def _put(slip: Invitation, known: Begun, start: Begun) -> bool:
    old, new = begun.written(known), begun.written(start)
    return store.swap(begun.kind(slip.sitting_id), str(slip.pk), old, new, TTL)


@transaction.atomic
def free_seat(*, invitation: Invitation, by: Any, at: datetime) -> None:
    """The teacher in the room lets a student go on at another device; it is written down."""
    slip = rooms.locked(invitation.pk)
    if slip is None:
        raise Absent
    if slip.state != InvitationState.ISSUED or begun.of(slip) is None:
        raise NotNow("not_started")
    remember_slip(events.SEAT_FREED, slip, by=by, at=at)
    transaction.on_commit(partial(_free, slip))


def _free(slip: Invitation) -> None:
    for _time in range(TIMES):
        known = begun.of(slip)
        if known is None or _put(slip, known, replace(known, seat="")):
            return
