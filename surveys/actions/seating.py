"""Sitting down with a slip: one live session, and the path that today's consent opens."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import surveys as events
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import stands
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.storage.updating import update
from school_safety.vault.lookup import keyed_hash
from surveys import policies
from surveys.choices import InvitationState, Path
from surveys.models import Invitation
from surveys.queries import rooms

from . import slips
from .memory import remember_slip

SECRET_BYTES = 24


def find(token: str, at: datetime) -> Invitation:
    """The slip with this token, if it can be used now; else Absent, whatever the reason."""
    invitation = rooms.by_token_hash(slips.token_hash(token))
    if invitation is None:
        raise Absent
    policies.check_can_enter(invitation, at)
    return invitation


def slip_of(token: str) -> UUID:
    """The slip with this token, for sitting down: there it is looked at again, under its lock."""
    found = rooms.id_by_token_hash(slips.token_hash(token))
    if found is None:
        raise Absent
    return found


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


@transaction.atomic(durable=True)
def take_seat(
    *, invitation_id: UUID, seat: str, at: datetime, offered: str = ""
) -> tuple[Invitation, str]:
    """Bind the slip to one session; answers the slip and the session's secret.

    `seat` is the secret of the session that asks, empty if it has none; `offered` the one that the
    page of the slip brought along: when the reply to the start is lost, pressing again finds the
    same seat and not a taken one. The path is decided here
    and only here: a consent in force opens the questionnaire, anything else the quiet task.
    """
    slip = _locked(invitation_id)
    own = seat if seat and slip.seat == seat_hash(seat) else offered
    policies.check_can_sit(slip, seat_hash(own), at)
    secret = own or new_secret()
    slip.seat, slip.seated_at = seat_hash(secret), at
    fresh = slip.state == InvitationState.ISSUED
    if fresh:
        slip.state, slip.started_at = InvitationState.STARTED, at
        agreed = stands(
            slip.student, Purpose.SCREENING, about=f"wave:{slip.wave_id}", on=timezone.localdate(at)
        )
        slip.path = Path.SCREENING if agreed else Path.ALTERNATIVE
    update(slip, "seat", "seated_at", "state", "started_at", "path")
    if fresh:
        remember_slip(events.SEAT_TAKEN, slip, by=None, at=at)
    return slip, secret


def _locked(invitation_id: UUID) -> Invitation:
    found = rooms.locked(invitation_id)
    if found is None:
        raise Absent
    return found


@transaction.atomic
def free_seat(*, invitation: Invitation, by: Any, at: datetime) -> None:
    """The teacher in the room lets a student go on at another device; it is written down."""
    slip = _locked(invitation.pk)
    if slip.state != InvitationState.STARTED:
        raise NotNow("not_started")
    slip.seat, slip.seated_at = "", None
    slip.save(update_fields=["seat", "seated_at"])
    remember_slip(events.SEAT_FREED, slip, by=by, at=at)
