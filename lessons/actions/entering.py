"""What stands on a scanned slip, written over: a receipt that says it is paper and who entered it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lessons import policies
from lessons.choices import LetterKind, LetterState, ScanState
from lessons.models import PersonalLetter, Receipt, SlipScan
from lessons.rules import answering
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.consents import queries as consents
from school_safety.consents.actions import Paper
from school_safety.kernel.refusals import Invalid, NotNow

from .booking import enter
from .signing import Reply, settle_consent, take_option

OPEN = (ScanState.WAITING, ScanState.AGAIN)


@dataclass(frozen=True)
class OnPaper:
    """`signed` without a `signer`: there is a signature that nobody can read."""

    answer: str
    signed: bool
    signer: str = ""
    paper_on: date | None = None
    wants_call: bool = False
    note: str = ""
    option: int | None = None


@transaction.atomic
def enter_slip(*, scan: SlipScan, said: OnPaper, by: Any, at: datetime) -> Receipt:
    """Enter it once; the second click, and a second person, get the same receipt."""
    scan = SlipScan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
    if scan.receipt is not None:
        return scan.receipt
    if scan.state not in OPEN or scan.slip is None:
        raise NotNow("scan_done")
    if scan.state == ScanState.AGAIN and scan.slip.scans.filter(state=ScanState.WAITING).exists():
        raise NotNow("slip_first")
    letter = (
        PersonalLetter.objects.select_for_update(of=("self",))
        .select_related("dispatch__replaced_by", "student", "guardian")
        .get(pk=scan.slip.letter_id)
    )
    policies.check_can_enter(letter, said.answer)
    _check_paper(letter, said, at)
    receipt = _write(scan, letter, said, by, at)
    scan.state, scan.receipt, scan.done_by, scan.done_at = ScanState.ENTERED, receipt, by, at
    scan.save(update_fields=["state", "receipt", "done_by", "done_at"])
    record(
        events.SLIP_ENTERED, by=by, district_id=letter.district_id,
        school_id=letter.dispatch.school_id, student_id=letter.student_id,
        object_kind="lessons.personalletter", object_id=str(letter.pk),
        facts={"dispatch": str(letter.dispatch_id), "scan": str(scan.pk)}, at=at,
    )  # fmt: skip
    return receipt


@transaction.atomic
def keep_slip(*, scan: SlipScan, said: OnPaper, by: Any, at: datetime) -> SlipScan:
    """A further paper of a family that has answered: its words and picture stay, her answer too."""
    scan = (
        SlipScan.objects.select_for_update(of=("self",))
        .select_related("slip__letter__dispatch")
        .get(pk=scan.pk)
    )
    if scan.state == ScanState.KEPT:
        return scan
    if scan.state not in OPEN or scan.slip is None:
        raise NotNow("scan_done")
    letter = scan.slip.letter
    if scan.state == ScanState.WAITING and not policies.has_answered(letter):
        raise NotNow("slip_enters")
    if answering.step(letter.dispatch.kind, said.answer) is None:
        raise Invalid(fields={"answer": "unknown"})
    scan.state, scan.said, scan.done_by, scan.done_at = ScanState.KEPT, _words(said), by, at
    scan.save(update_fields=["state", "said", "done_by", "done_at"])
    record(
        events.SLIP_KEPT, by=by, district_id=letter.district_id,
        school_id=letter.dispatch.school_id, student_id=letter.student_id,
        object_kind="lessons.personalletter", object_id=str(letter.pk),
        facts={"dispatch": str(letter.dispatch_id), "scan": str(scan.pk)}, at=at,
    )  # fmt: skip
    return scan


def _write(scan: SlipScan, letter: PersonalLetter, said: OnPaper, by: Any, at: datetime) -> Receipt:
    dispatch, language = letter.dispatch, "zh-hans"
    reply = Reply(
        answer=said.answer, key=scan.pk, text_hash=dispatch.hashes[language], language=language,
        wants_call=said.wants_call, note=said.note, option=said.option,
    )  # fmt: skip
    take_option(letter, reply)
    receipt = enter(
        letter=letter,
        key=scan.pk,
        answers=_words(said),
        signature={"typed": "", "drawn": ""},  # the signature is on the paper, not here
        language=language,
        text_hash=dispatch.hashes[language],
        by=by,
        at=at,
        channel="paper",
    )
    letter.state = LetterState(answering.STEPS[dispatch.kind][said.answer].state)
    letter.answered_at, letter.wants_call = at, said.wants_call
    letter.save(update_fields=["state", "answered_at", "wants_call", "option", "slot"])
    day = said.paper_on or timezone.localdate(scan.pile.brought_at)
    settle_consent(letter, reply, by=by, at=at, paper=Paper(day, str(scan.pk)))
    return receipt


def _words(said: OnPaper) -> dict[str, Any]:
    words = {
        "answer": said.answer, "call": said.wants_call, "note": said.note.strip()[:500],
        "paper_on": said.paper_on.isoformat() if said.paper_on else "",
        "signed": said.signed, "signer": said.signer.strip()[:40],
    }  # fmt: skip
    return words if said.option is None else {**words, "option": said.option}


def _check_paper(letter: PersonalLetter, said: OnPaper, at: datetime) -> None:
    """Signed where it has to be, and on a day that can be; a newer word of hers is not undone."""
    step = answering.step(letter.dispatch.kind, said.answer)
    if step is not None and step.signed and not said.signed:
        raise Invalid(fields={"signer": "unsigned"})
    if said.paper_on is None:
        return
    if said.paper_on > timezone.localdate(at):
        raise Invalid(fields={"paper_on": "in_the_future"})
    if said.paper_on < timezone.localdate(letter.dispatch.sent_at):
        raise Invalid(fields={"paper_on": "before_sent"})
    if letter.dispatch.kind != LetterKind.CONSENT:
        return
    before = consents.own_answer(letter.student, letter.dispatch.purpose, letter.guardian_id)
    if before is not None and timezone.localdate(before.answered_at) > said.paper_on:
        raise Invalid(fields={"paper_on": "newer_word"})
