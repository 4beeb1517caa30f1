"""Handing in: one transaction that keeps everything or nothing, and one receipt for ever."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from interventions.actions.opening import open_case
from school_safety.accounts.codes import ALPHABET
from school_safety.audit.events import surveys as events
from school_safety.consents.actions import enter_basis
from school_safety.consents.choices import BasisKind, Purpose
from school_safety.consents.models import Consent
from school_safety.consents.queries import stands
from school_safety.kernel.refusals import Absent, Invalid
from school_safety.vault.lookup import keyed_hash
from surveys import policies
from surveys.choices import InvitationState, Path
from surveys.models import Flag, Invitation, Response
from surveys.queries import answers as papers
from surveys.queries import forms, rooms
from surveys.rules import flagging, validity
from surveys.rules.flagging import Signal
from surveys.rules.packing import pack
from surveys.rules.scoring import Score, applicable, score

from . import drafting, hands
from .answering import Desk, put_all, sit_at
from .evidence import LEVELS, snapshot, source_of
from .memory import remember_slip
from .seating import seat_hash

RECEIPT_LENGTH = 10
KEY_LENGTH = (16, 64)


@dataclass(frozen=True)
class Receipt:
    """The code the student takes home. It opens nothing."""

    code: str
    response: Response


def hash_of(key: str) -> str:
    """An idempotency key as it is kept."""
    if not KEY_LENGTH[0] <= len(key) <= KEY_LENGTH[1]:
        raise Invalid(fields={"key": "length"})
    return keyed_hash("surveys.idempotency", key)


def new_receipt() -> str:
    """The code of one receipt."""
    return "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_LENGTH))


def earlier(key: str) -> Receipt | None:
    """The receipt this key was answered with, for ever."""
    found = papers.by_key_hash(hash_of(key))
    return Receipt(found.receipt, found) if found else None


def submit(
    *,
    invitation_id: UUID | str,
    seat: str,
    key: str,
    at: datetime,
    answers: str | None = None,
    seconds: Sequence[float] = (),
    talk: bool = False,
) -> Receipt:
    """Hand in what the page sends, or else the draft. The same key gets the same receipt.

    The reply may leave only after this returns: the outer transaction is then on disk.
    """
    known = earlier(key)
    if known is not None:
        return known
    desk = sit_at(invitation_id, seat, at)
    _take_over(desk, answers, seconds, talk)
    policies.check_can_hand_in(len(desk.draft.seen))
    try:
        response = _hand_in(desk, seat_hash(seat), hash_of(key), at)
    except (Absent, IntegrityError):
        known = earlier(key)  # a twin of this request was quicker
        if known is None:
            raise
        return known
    drafting.forget(desk.invitation)
    hands.take_down(desk.invitation)
    return Receipt(response.receipt, response)


def _take_over(desk: Desk, answers: str | None, seconds: Sequence[float], talk: bool) -> None:
    """What the page holds in its memory is newer than any draft."""
    if answers is None:
        desk.draft.talk = talk
        return
    revision = desk.draft.revision + 1
    put_all(desk, answers=answers, seconds=list(seconds), talk=talk, revision=revision)


@transaction.atomic(durable=True)
def _hand_in(desk: Desk, seat: str, key_hash: str, at: datetime) -> Response:
    slip = rooms.locked(desk.invitation.pk)
    if slip is None:
        raise Absent
    policies.check_can_answer(slip, seat, at)
    response = Response(
        district_id=slip.district_id,
        invitation=slip,
        wave=slip.wave,
        student=slip.student,
        path=Path.ALTERNATIVE,
        seconds=max(0, int((at - (slip.started_at or at)).total_seconds())),
        key_hash=key_hash,
        receipt=new_receipt(),
        submitted_at=at,
    )
    signals = _asked(desk)
    scored = None
    consent = _consent(slip, at)
    if consent is not None:
        scored, signals = _fill(response, desk, slip, consent, at)
    response.save(force_insert=True)
    slip.state, slip.seat = InvitationState.SUBMITTED, ""
    slip.save(update_fields=["state", "seat"])
    remember_slip(events.SUBMITTED, slip, by=None, at=at)
    if signals:
        _raise(response, slip, signals, scored, at)
    return response


def _consent(slip: Invitation, at: datetime) -> Consent | None:
    """Asked once more at the moment of keeping: a consent withdrawn since then keeps nothing."""
    if slip.path != Path.SCREENING:
        return None
    about = f"wave:{slip.wave_id}"
    return stands(slip.student, Purpose.SCREENING, about=about, on=timezone.localdate(at))


def _asked(desk: Desk) -> tuple[Signal, ...]:
    """Whoever asks for a talk gets one, on either path."""
    return (Signal("talk", "asked", flagging.WEEK),) if desk.draft.talk else ()


def _fill(
    response: Response, desk: Desk, slip: Invitation, consent: Consent, at: datetime
) -> tuple[Score, tuple[Signal, ...]]:
    form = forms.form(slip.wave.instrument_version_id)
    choices = tuple(desk.draft.choices)
    scored = score(
        form,
        choices,
        sex=slip.student.sex,
        grade=slip.sitting.classroom.grade,
        routing=slip.wave.routing,
    )
    checks = validity.check(
        form, choices, elapsed=float(response.seconds), reported=desk.draft.seconds
    )
    response.path = Path.SCREENING
    response.basis = enter_basis(
        student=slip.student,
        field="screening.response",
        about=f"response:{response.pk}",
        kind=BasisKind.CONSENT,
        consent=consent,
        by=None,
        at=at,
    )
    response.answers = {"a": pack(choices, applicable(form, choices)), "t": desk.draft.seconds}
    response.score, response.band = scored.value, int(scored.band)
    response.validity = int(checks.state)
    return scored, flagging.signals(form, choices, scored, wants_talk=desk.draft.talk)


def _raise(
    response: Response,
    slip: Invitation,
    signals: tuple[Signal, ...],
    scored: Score | None,
    at: datetime,
) -> Any:
    """Open or join the case, with what is known now, and leave the flags beside the answers."""
    case = open_case(
        student=slip.student,
        level=LEVELS[flagging.most_urgent(signals)],
        source=source_of(signals),
        evidence=snapshot(response, slip, signals, scored),
        by=None,
        at=at,
    )
    Flag.objects.bulk_create(
        Flag(
            district_id=slip.district_id,
            response=response,
            kind=signal.kind,
            code=signal.code,
            level=LEVELS[signal.urgency],
            case_id=case.pk,
            at=at,
        )
        for signal in signals
    )
    return case
