"""Open, answer, sign, decline, withdraw: bound to the exact words, once per click."""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lessons import policies
from lessons.choices import WAITING_STATES, Answer, LetterKind, LetterState, SigningRule
from lessons.models import Dispatch, PersonalLetter, Receipt
from lessons.rules import answering
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.consents.actions import Paper
from school_safety.consents.actions import answer as answer_consent
from school_safety.consents.choices import Giver, State
from school_safety.kernel.refusals import Invalid
from surveys.actions.withdrawing import carry_out

from .booking import enter

DRAWING_HEAD = "data:image/png;base64,"
DRAWING_MOST = 80_000  # letters of base64: a finger's name on a phone is about 15,000
CONSENT_STATES = {
    Answer.AGREE: State.GIVEN,
    Answer.REFUSE: State.REFUSED,
    Answer.WITHDRAW: State.WITHDRAWN,
}
EVENTS = {
    LetterState.ANSWERED: events.LETTER_ANSWERED,
    LetterState.SIGNED: events.LETTER_SIGNED,
    LetterState.DECLINED: events.LETTER_DECLINED,
    LetterState.WITHDRAWN: events.LETTER_WITHDRAWN,
}


@dataclass(frozen=True)
class Reply:
    """What the form brought: `key` was made with it, `text_hash` names the words it showed."""

    answer: str
    key: UUID
    text_hash: str
    language: str
    typed: str = ""
    drawn: str = ""
    wants_call: bool = False
    note: str = ""
    option: int | None = None
    handed_by: str = ""  # who put the code into her hand with which she came in
    device: str = ""  # its kind, as in accounts.devices


@transaction.atomic
def open_letter(*, letter: PersonalLetter, by: Any, at: datetime) -> None:
    """The first look is remembered; later ones are not counted."""
    changed = PersonalLetter.objects.filter(
        pk=letter.pk, state__in=[LetterState.UNDELIVERED, LetterState.DELIVERED]
    ).update(state=LetterState.OPENED, opened_at=at)
    if not changed:
        return
    letter.state, letter.opened_at = LetterState.OPENED, at
    _remember(events.LETTER_OPENED, letter, by=by, at=at)


@transaction.atomic
def reply(*, letter: PersonalLetter, reply: Reply, by: Any, at: datetime) -> Receipt:
    """Answer a letter. The same key, or the same answer again, gives back the same receipt."""
    letter = (
        PersonalLetter.objects.select_for_update(of=("self",))
        .select_related("dispatch__replaced_by", "student", "guardian")
        .get(pk=letter.pk)
    )
    before = _already(letter, reply)
    if before is not None:
        return before
    policies.check_can_answer(letter, reply.answer, reply.text_hash, reply.language)
    _check_signature(letter.dispatch, reply)
    take_option(letter, reply)
    state = answering.STEPS[letter.dispatch.kind][reply.answer].state
    receipt = enter(
        letter=letter,
        key=reply.key,
        answers=_said(reply),
        signature={"typed": reply.typed.strip(), "drawn": reply.drawn},
        language=reply.language,
        text_hash=reply.text_hash,
        by=by,
        at=at,
        channel="hand" if reply.handed_by else "web",
    )
    letter.state, letter.answered_at = state, at
    letter.opened_at = letter.opened_at or at
    letter.wants_call = reply.wants_call
    letter.save(update_fields=["state", "answered_at", "opened_at", "wants_call", "option", "slot"])
    settle_consent(letter, reply, by=by, at=at)
    _remember(EVENTS[LetterState(state)], letter, by=by, at=at)
    return receipt


@transaction.atomic
def returned_on_paper(*, student: Any, guardian: Any, purpose: str, by: Any, at: datetime) -> int:
    """The slip of this guardian's open consent letters came back folded; answers how many letters.

    The class teacher sees that it is back; what it says was written over by the clerk elsewhere.
    """
    open_letters = PersonalLetter.objects.select_for_update(of=("self",)).filter(
        student=student,
        guardian=guardian,
        dispatch__kind=LetterKind.CONSENT,
        dispatch__purpose=purpose,
    )
    waits = Q(state__in=WAITING_STATES) | Q(returned_by__isnull=False, state=LetterState.RETURNED)
    letters = list(open_letters.filter(waits).select_related("dispatch"))
    for letter in letters:
        letter.state, letter.answered_at, letter.returned_by = LetterState.RETURNED, at, None
        letter.save(update_fields=["state", "answered_at", "returned_by"])
        _remember(events.LETTER_RETURNED, letter, by=by, at=at)
    return len(letters)


def _already(letter: PersonalLetter, reply: Reply) -> Receipt | None:
    same = Receipt.objects.filter(letter=letter, key=reply.key).first()
    if same is not None:
        return same
    latest = Receipt.objects.filter(letter=letter).order_by("-sequence").first()
    if latest is None or letter.state in (LetterState.OPENED, LetterState.PHONED):
        return None
    same_words = _without_way(latest.answers) == _without_way(_said(reply))
    return latest if same_words else None


def _without_way(said: dict[str, Any]) -> dict[str, Any]:
    """What was answered, whatever it was answered on."""
    return {name: value for name, value in said.items() if name not in ("handed_by", "device")}


def _said(reply: Reply) -> dict[str, Any]:
    said = {"answer": reply.answer, "call": reply.wants_call, "note": reply.note.strip()[:500]}
    way = {"handed_by": reply.handed_by, "device": reply.device}
    said |= {name: value for name, value in way.items() if value}
    return said if reply.option is None else {**said, "option": reply.option}


def take_option(letter: PersonalLetter, reply: Reply) -> None:
    """Which of the options; a time goes to one family, and the one given back is free again."""
    kind, options = letter.dispatch.kind, letter.dispatch.texts[reply.language].get("options", [])
    letter.option = letter.slot = None
    if reply.answer not in answering.PICKED:
        return
    if reply.option is None or not 0 <= reply.option < len(options):
        raise Invalid(fields={"answer": "unknown"})
    if kind != LetterKind.BOOKING:
        letter.option = reply.option
        return
    Dispatch.objects.select_for_update().get(pk=letter.dispatch_id)
    others = PersonalLetter.objects.filter(dispatch_id=letter.dispatch_id).exclude(pk=letter.pk)
    if others.filter(slot=reply.option).exists():
        raise Invalid(fields={"answer": "slot_taken"})
    family = others.filter(student_id=letter.student_id, slot__isnull=False)
    if letter.dispatch.rule != SigningRule.EACH and family.exists():
        raise Invalid(fields={"answer": "family_has_time"})
    letter.slot = reply.option


def _check_signature(dispatch: Dispatch, reply: Reply) -> None:
    if reply.drawn and not _is_png(reply.drawn):
        raise Invalid(fields={"drawn": "not_a_drawing"})
    step = answering.step(dispatch.kind, reply.answer)
    if step is None:
        raise Invalid(fields={"answer": "unknown"})
    if step.signed and not (reply.typed.strip() or reply.drawn):
        raise Invalid(fields={"typed": "name_missing"})


def _is_png(drawn: str) -> bool:
    if not drawn.startswith(DRAWING_HEAD) or len(drawn) > DRAWING_MOST:
        return False
    try:
        raw = base64.b64decode(drawn.removeprefix(DRAWING_HEAD), validate=True)
    except (binascii.Error, ValueError):
        return False
    return raw.startswith(b"\x89PNG\r\n\x1a\n")


def settle_consent(
    letter: PersonalLetter, reply: Reply, *, by: Any, at: datetime, paper: Paper | None = None
) -> None:
    """What a yes or a no to a consent letter does beyond the letter itself."""
    state = CONSENT_STATES.get(Answer(reply.answer))
    if letter.dispatch.kind != LetterKind.CONSENT or state is None:
        return
    consent = answer_consent(
        student=letter.student,
        purpose=letter.dispatch.purpose,
        state=state,
        giver=Giver.GUARDIAN,
        guardian=letter.guardian,
        text_hash=reply.text_hash,
        paper=paper,
        by=by,
        at=at,
    )
    carry_out(consent=consent, by=by, at=at, url_name="office:consent_list")


def _remember(event: Any, letter: PersonalLetter, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=letter.district_id,
        school_id=letter.dispatch.school_id,
        student_id=letter.student_id,
        object_kind="lessons.personalletter",
        object_id=str(letter.pk),
        facts={"dispatch": str(letter.dispatch_id)},
        at=at,
    )


def new_key() -> UUID:
    """The key of a form: whoever sends it twice gets one receipt."""
    return UUID(bytes=secrets.token_bytes(16), version=4)
