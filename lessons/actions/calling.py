"""A telephone call, written down as what it is: never a signature, never a consent."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lessons import policies
from lessons.choices import Answer, CallOutcome, LetterKind, LetterState
from lessons.models import CallTask, Dispatch, PersonalLetter
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid

from .booking import enter
from .signing import Reply, new_key, take_option


@transaction.atomic
def record_call(
    *, dispatch: Dispatch, letter: PersonalLetter, outcome: str, by: Any, at: datetime,
    option: int | None = None,
) -> CallTask:  # fmt: skip
    """What became of it. A missed call keeps the task open; every try is remembered."""
    if outcome not in CallOutcome.values:
        raise Invalid(fields={"outcome": "unknown"})
    letter = PersonalLetter.objects.select_for_update().get(pk=letter.pk, dispatch=dispatch)
    task, _new = task_for(dispatch, letter, at)
    if outcome in (CallOutcome.READ, CallOutcome.CHOSE):
        answer = _answer(dispatch, outcome)
        policies.check_can_be_phoned(letter, dispatch, answer)
        _write_down(dispatch, letter, answer, option, by, at)
    if outcome != CallOutcome.MISSED and task.done_at is None:
        task.done_at, task.done_by, task.outcome = at, by, outcome
        task.save(update_fields=["done_at", "done_by", "outcome"])
    _remember(events.CALL_DONE, dispatch, letter, by, at, outcome=outcome)
    return task


def task_for(dispatch: Dispatch, letter: PersonalLetter, at: datetime) -> tuple[CallTask, bool]:
    """The one call to a child's family about this letter; whether it is new."""
    return CallTask.objects.get_or_create(
        dispatch=dispatch,
        student_id=letter.student_id,
        defaults={"district_id": dispatch.district_id, "opened_at": at},
    )


def _answer(dispatch: Dispatch, outcome: str) -> str:
    if outcome == CallOutcome.READ:
        return str(Answer.READ)
    return str(Answer.BOOK if dispatch.kind == LetterKind.BOOKING else Answer.CHOOSE)


def _write_down(
    dispatch: Dispatch, letter: PersonalLetter, answer: str, option: int | None, by: Any,
    at: datetime,
) -> None:  # fmt: skip
    language, key = "zh-hans", new_key()
    words = dispatch.hashes[language]
    take_option(letter, Reply(answer, key, words, language, option=option))
    said = {
        "answer": answer, "call": False, "note": "",
        "phoned_on": timezone.localdate(at).isoformat(),
        **({} if option is None else {"option": option}),
    }  # fmt: skip
    enter(
        letter=letter,
        key=key,
        answers=said,
        signature={"typed": "", "drawn": ""},
        language=language,
        text_hash=words,
        by=by,
        at=at,
        channel="phone",
    )
    letter.state, letter.answered_at = LetterState.PHONED, at
    letter.save(update_fields=["state", "answered_at", "option", "slot"])
    _remember(events.LETTER_PHONED, dispatch, letter, by, at)


def _remember(
    event: Any, dispatch: Dispatch, letter: PersonalLetter, by: Any, at: datetime, **facts: str
) -> None:
    record(
        event, by=by, district_id=dispatch.district_id, school_id=dispatch.school_id,
        student_id=letter.student_id, object_kind="lessons.personalletter",
        object_id=str(letter.pk), facts=facts or None, at=at,
    )  # fmt: skip
