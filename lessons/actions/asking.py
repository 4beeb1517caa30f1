"""A question on a letter, and the one answer that every family with the letter can read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lessons.models import LetterQuestion, PersonalLetter
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow

MOST_OPEN = 5  # questions of one guardian on one letter that wait at once


@transaction.atomic
def ask(*, letter: PersonalLetter, asked: str, by: Any, at: datetime) -> LetterQuestion:
    """The same words again are the same question."""
    asked = " ".join(asked.split())[:300]
    if not asked:
        raise Invalid(fields={"asked": "words_missing"})
    waiting = list(letter.questions.filter(answered_at=None))
    same = next((row for row in waiting if row.asked == asked), None)
    if same is not None:
        return same
    if len(waiting) >= MOST_OPEN:
        raise NotNow("questions_wait")
    row = LetterQuestion.objects.create(
        district_id=letter.district_id, dispatch_id=letter.dispatch_id, letter=letter,
        asked=asked, asked_at=at,
    )  # fmt: skip
    _remember(events.QUESTION_ASKED, row, by, at)
    return row


@transaction.atomic
def answer(
    *, question: LetterQuestion, words: str, answer: str, by: Any, at: datetime
) -> LetterQuestion:
    """Answered once: whoever is second gets the first answer back."""
    row = LetterQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if row.answered_at is not None:
        return row
    words, answer = " ".join(words.split()), answer.strip()
    if not words or not answer:
        raise Invalid(fields={"answer": "words_missing"})
    row.question, row.answer = words[:200], answer[:600]
    row.answered_at, row.answered_by = at, by
    row.save(update_fields=["question", "answer", "answered_at", "answered_by"])
    _remember(events.QUESTION_ANSWERED, row, by, at)
    return row


def _remember(event: Any, row: LetterQuestion, by: Any, at: datetime) -> None:
    record(
        event, by=by, district_id=row.district_id, school_id=row.dispatch.school_id,
        object_kind="lessons.letterquestion", object_id=str(row.pk), at=at,
    )  # fmt: skip
