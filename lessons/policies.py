"""When: may this letter go out now, may it be answered now. Who is asked elsewhere."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from lessons.choices import (
    WAITING_STATES,
    Answer,
    LetterKind,
    LetterState,
    QuizPhase,
    QuizWay,
)
from lessons.models import (
    Dispatch,
    LetterPage,
    PersonalLetter,
    QuizRound,
    QuizRun,
    SectionPage,
)
from lessons.rules import answering, excluded, small_print
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent, NotNow
from school_safety.schools.choices import Authority
from school_safety.schools.models import Classroom, Guardianship


def has_answered(letter: PersonalLetter) -> bool:
    """In writing, here: neither a word on the telephone nor a folded slip that nobody has read."""
    unread = letter.state == LetterState.RETURNED and letter.returned_by_id is not None
    return letter.state not in (*WAITING_STATES, LetterState.PHONED) and not unread


def check_can_send(letter: LetterPage, classroom: Classroom, *, by: Any = None) -> None:
    """Only a published version, and only within the school that wrote it, or its whole district
    where an official sends."""
    section = SectionPage.objects.ancestor_of(letter).select_related("school").first()
    if section is None:
        raise Absent
    if section.school_id != classroom.school_id:
        wide = policy.units(by, Permission.LETTER_SEND).districts if by is not None else set()
        if section.school.district_id != classroom.district_id or classroom.district_id not in wide:
            raise Absent
    if not letter.live or not letter.live_revision_id:
        raise NotNow("letter_not_published")


def check_can_ask(run: QuizRun, phase: str, row: QuizRound | None) -> None:
    """Each time once, and "before" only before."""
    if row is not None and row.closed_at is not None:
        raise NotNow("quiz_phase_done")
    if phase == QuizPhase.BEFORE and run.rounds.filter(phase=QuizPhase.AFTER).exists():
        raise NotNow("quiz_phase_done")


def check_can_count(run: QuizRun, phase: str, row: QuizRound | None, at: datetime) -> None:
    """Hands may be counted again on the day they were counted."""
    if row is None or row.way != QuizWay.HANDS or localdate(row.opened_at) != localdate(at):
        check_can_ask(run, phase, row)


def check_words(texts: dict[str, dict[str, Any]]) -> None:
    """No small print, nothing that only ink on paper settles; options alike in both languages."""
    if any(small_print.in_words(words) for words in texts.values()):
        raise NotNow("letter_small_print")
    if any(excluded.in_words(words) for words in texts.values()):
        raise NotNow("letter_excluded")
    if len({len(words["options"]) for words in texts.values()}) > 1:
        raise NotNow("letter_options_differ")


def check_can_be_phoned(letter: PersonalLetter, dispatch: Dispatch, answer: str) -> None:
    """On the telephone somebody may say that she has read it, or which option or time it is to be;
    a consent is given in writing."""
    if answer not in answering.SPOKEN.get(dispatch.kind, ()) or dispatch.replaced:
        raise NotNow("letter_needs_writing")
    if letter.state not in WAITING_STATES:
        raise NotNow("letter_already_answered")


def check_can_answer(letter: PersonalLetter, answer: str, text_hash: str, language: str) -> None:
    """The words must be those that were sent, and the answer one that is open now."""
    dispatch = letter.dispatch
    if dispatch.hashes.get(language) != text_hash:
        raise NotNow("letter_text_changed")
    _check_open(letter, answer)
    if dispatch.kind != LetterKind.INFORMATION and not _deciding(letter, held_at=None):
        raise Absent


def check_can_enter(letter: PersonalLetter, answer: str) -> None:
    """The same for what came on paper. Who enters it must not learn of a hold, so that is no
    question here; whether this guardian decides at all stands in the roster, which she keeps."""
    _check_open(letter, answer)
    if letter.dispatch.kind != LetterKind.INFORMATION and not _deciding(letter):
        raise NotNow("guardian_cannot_decide")


def _check_open(letter: PersonalLetter, answer: str) -> None:
    dispatch = letter.dispatch
    taken = answering.answers(dispatch.kind, letter.state, replaced=dispatch.replaced)
    if answer not in Answer.values or answer not in taken:
        raise NotNow("letter_replaced" if dispatch.replaced else "letter_already_answered")


def _deciding(letter: PersonalLetter, **more: Any) -> bool:
    ties = Guardianship.objects.filter(
        student_id=letter.student_id, guardian_id=letter.guardian_id, authority=Authority.FULL
    )
    return ties.filter(**more).exists()
