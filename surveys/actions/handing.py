"""The core of handing in, from a screen or from paper: answers, basis, score, flags, case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from interventions.actions.opening import open_case
from school_safety.accounts.codes import new_code
from school_safety.audit.events import surveys as events
from school_safety.consents.actions import enter_basis
from school_safety.consents.choices import BasisKind, Purpose
from school_safety.consents.models import Consent
from school_safety.consents.queries import stands
from school_safety.storage.inserting import insert
from school_safety.storage.updating import update
from surveys.choices import InvitationState, Path
from surveys.models import Flag, Invitation, Response
from surveys.queries import forms, paces
from surveys.rules import flagging, validity
from surveys.rules.flagging import Signal
from surveys.rules.packing import Choice, pack
from surveys.rules.scoring import Score, applicable, score

from .blind import invite, is_invited
from .evidence import LEVELS, snapshot, source_of
from .memory import remember_slip

RECEIPT_LENGTH = 10


@dataclass(frozen=True)
class Said:
    """What comes in. `elapsed` is what the server saw, None where nobody timed it (on paper).

    `two`: on paper, the places with two ticks; None on a screen. `handed`: kind of signal -> the
    case it was handed down to already; such a signal rings nobody again.
    """

    choices: Sequence[Choice]
    talk: bool
    key_hash: str
    elapsed: int | None
    seconds: Sequence[float] = ()
    two: Sequence[int] | None = None
    handed: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What the answers say, before it is known whether they may be kept."""

    answers: dict[str, Any]
    scored: Score
    validity: int
    signals: tuple[Signal, ...]


def work_out(slip: Invitation, said: Said) -> Found | None:
    """Needs no lock: nobody waits while answers are counted. Nothing is found in the quiet task."""
    if slip.path != Path.SCREENING:
        return None
    form = forms.form(slip.wave.instrument_version_id)
    choices, grade = tuple(said.choices), slip.sitting.classroom.grade
    scored = score(form, choices, sex=slip.student.sex, grade=grade, routing=slip.wave.routing)
    checks = validity.check(
        form,
        choices,
        elapsed=None if said.elapsed is None else float(said.elapsed),
        reported=said.seconds,
        typical=paces.typical(slip.wave, grade),
    )
    answers: dict[str, Any] = {"a": pack(choices, applicable(form, choices))}
    answers["t"] = list(said.seconds)
    if said.two is not None:
        answers |= {"paper": True, "two": list(said.two)}
    signals = flagging.signals(form, choices, scored, wants_talk=said.talk)
    return Found(answers, scored, int(checks.state), signals)


def keep(slip: Invitation, said: Said, found: Found | None, *, at: datetime) -> Response:
    """Everything or nothing, in the caller's transaction, which holds the slip's lock and says on
    which path she was, and since when. Without a consent nothing of what was found is kept."""
    response = Response(
        district_id=slip.district_id,
        invitation=slip,
        wave=slip.wave,
        student=slip.student,
        path=Path.ALTERNATIVE,
        seconds=said.elapsed or 0,
        key_hash=said.key_hash,
        receipt=new_code(RECEIPT_LENGTH),
        submitted_at=at,
    )
    signals = _asked(said)
    scored: Score | None = None
    consent = consent_of(slip, at) if found else None
    if found and consent:
        _fill(response, found, consent, at)
        scored, signals = found.scored, found.signals
    insert(response)
    slip.state = InvitationState.SUBMITTED
    update(slip, "state", "path", "started_at")
    remember_slip(events.SUBMITTED, slip, by=None, at=at)
    if is_invited(response, slip, frozenset(each.kind for each in signals), said.two is not None):
        told = snapshot(response, slip, signals, scored) if signals else {}
        invite(response, told, at=at)
        _leave_flags(response, signals, {}, at)
    elif signals:
        _raise(response, slip, said, signals, scored, at)
    return response


def consent_of(slip: Invitation, at: datetime) -> Consent | None:
    """Asked once more at the moment of keeping: a consent withdrawn since then keeps nothing."""
    about = f"wave:{slip.wave_id}"
    return stands(slip.student, Purpose.SCREENING, about=about, on=timezone.localdate(at))


def _asked(said: Said) -> tuple[Signal, ...]:
    """Whoever asks for a talk gets one, on either path."""
    return (Signal("talk", "asked", flagging.WEEK),) if said.talk else ()


def _fill(response: Response, found: Found, consent: Consent, at: datetime) -> None:
    response.path = Path.SCREENING
    response.basis = enter_basis(
        student=response.student,
        field="screening.response",
        about=f"response:{response.pk}",
        kind=BasisKind.CONSENT,
        consent=consent,
        by=None,
        at=at,
    )
    response.answers = found.answers
    response.score, response.band = found.scored.value, found.scored.kept_band
    response.validity = found.validity


def _raise(
    response: Response,
    slip: Invitation,
    said: Said,
    signals: tuple[Signal, ...],
    scored: Score | None,
    at: datetime,
) -> None:
    """Open or join the case, with what is known now, and leave the flags beside the answers."""
    fresh = [signal for signal in signals if signal.kind not in said.handed]
    case_id = None
    if fresh or any(signal.kind != "talk" for signal in signals):
        urgency = flagging.most_urgent(fresh) if fresh else flagging.WATCH
        case_id = open_case(
            student=slip.student,
            level=LEVELS[urgency],
            source=source_of(signals),
            evidence=snapshot(response, slip, signals, scored),
            by=None,
            at=at,
        ).pk
    cases = {signal.kind: said.handed.get(signal.kind, case_id) for signal in signals}
    _leave_flags(response, signals, cases, at)


def _leave_flags(
    response: Response,
    signals: tuple[Signal, ...],
    cases: Mapping[str, UUID | None],
    at: datetime,
) -> None:
    """Beside the answers, with the case that each was handed down to."""
    Flag.objects.bulk_create(
        Flag(
            district_id=response.district_id,
            response=response,
            kind=signal.kind,
            code=signal.code,
            level=LEVELS[signal.urgency],
            case_id=cases.get(signal.kind),
            at=at,
        )
        for signal in signals
    )
