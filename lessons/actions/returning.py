"""A folded slip comes back to the class teacher: she says that it is here, and never what it says."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lessons.choices import WAITING_STATES, LetterKind, LetterState
from lessons.models import PersonalLetter
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow


@transaction.atomic
def hand_in(*, letter: PersonalLetter, by: Any, at: datetime) -> None:
    """Of a consent letter: the family is not reminded any more; the clerk enters what it says."""
    letter = _locked(letter)
    if letter.dispatch.kind != LetterKind.CONSENT:
        raise NotNow("slip_is_entered")
    if letter.state == LetterState.RETURNED:
        return
    if letter.state not in WAITING_STATES:
        raise NotNow("letter_already_answered")
    letter.state, letter.answered_at, letter.returned_by = LetterState.RETURNED, at, by
    letter.save(update_fields=["state", "answered_at", "returned_by"])
    _remember(events.SLIP_HANDED_IN, letter, by, at)


@transaction.atomic
def take_back(*, letter: PersonalLetter, by: Any, at: datetime) -> None:
    """It was the wrong child: the family has not answered, as before."""
    letter = _locked(letter)
    if letter.state != LetterState.RETURNED or letter.returned_by_id is None:
        raise NotNow("letter_already_answered")
    opened = letter.opened_at is not None
    letter.state = LetterState.OPENED if opened else LetterState.DELIVERED
    letter.answered_at = letter.returned_by = None
    letter.save(update_fields=["state", "answered_at", "returned_by"])
    _remember(events.SLIP_NOT_HANDED_IN, letter, by, at)


def _locked(letter: PersonalLetter) -> PersonalLetter:
    rows = PersonalLetter.objects.select_for_update(of=("self",)).select_related("dispatch")
    return rows.get(pk=letter.pk)


def _remember(event: Any, letter: PersonalLetter, by: Any, at: datetime) -> None:
    record(
        event, by=by, district_id=letter.district_id, school_id=letter.dispatch.school_id,
        student_id=letter.student_id, object_kind="lessons.personalletter",
        object_id=str(letter.pk), facts={"dispatch": str(letter.dispatch_id)}, at=at,
    )  # fmt: skip
