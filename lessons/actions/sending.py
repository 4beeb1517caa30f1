"""Send an approved letter to one class: the words are frozen, each guardian gets her own copy."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lessons import policies
from lessons.choices import SigningRule
from lessons.models import Dispatch, LetterPage, PersonalLetter
from lessons.queries.words import frozen
from lessons.rules import audience
from lessons.rules.hashes import fingerprint
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.notices.outbox import post
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Guardianship


@transaction.atomic
def send(
    *,
    letter: LetterPage,
    classroom: Classroom,
    by: Any,
    at: datetime,
    rule: str = SigningRule.ANY,
    due_on: date | None = None,
) -> Dispatch:
    """One dispatch per class and version; sending the same again gives back the first."""
    policies.check_can_send(letter, classroom)
    if due_on is not None and due_on < at.date():
        raise Invalid(fields={"due_on": "in_the_past"})
    found = Dispatch.objects.filter(
        classroom=classroom, letter_page=letter.pk, letter_revision=letter.live_revision_id
    ).first()
    if found is not None:
        return found
    texts = frozen(letter)
    dispatch = Dispatch.objects.create(
        district_id=classroom.district_id,
        school_id=classroom.school_id,
        classroom=classroom,
        letter_page=letter.pk,
        letter_revision=letter.live_revision_id,
        kind=letter.kind,
        purpose=letter.purpose,
        texts=texts,
        hashes={language: fingerprint(words) for language, words in texts.items()},
        rule=rule,
        due_on=due_on,
        sent_by=by,
        sent_at=at,
    )
    _remember_sent(dispatch, letters=len(_deliver(dispatch, at=at)), by=by, at=at)
    return dispatch


def _remember_sent(dispatch: Dispatch, *, letters: int, by: Any, at: datetime) -> None:
    record(
        events.LETTER_SENT,
        by=by,
        district_id=dispatch.district_id,
        school_id=dispatch.school_id,
        object_kind="lessons.dispatch",
        object_id=str(dispatch.pk),
        facts={"kind": dispatch.kind, "letters": letters, "page": dispatch.letter_page},
        at=at,
    )


@transaction.atomic
def send_to_all(
    *, letter: LetterPage, classrooms: list[Classroom], by: Any, at: datetime, **terms: Any
) -> list[Dispatch]:
    """The same letter to several classes: all of them, or none."""
    return [
        send(letter=letter, classroom=classroom, by=by, at=at, **terms) for classroom in classrooms
    ]


def _deliver(dispatch: Dispatch, *, at: datetime) -> list[PersonalLetter]:
    rows = Guardianship.objects.filter(
        student__classroom_id=dispatch.classroom_id, student__status=StudentStatus.ACTIVE
    ).select_related("guardian__user")
    ties = [
        audience.Tie(
            row.student_id, row.guardian, row.authority, row.held_at is not None, row.order
        )
        for row in rows
    ]
    letters = [
        PersonalLetter(
            district_id=dispatch.district_id,
            dispatch=dispatch,
            student_id=tie.student,
            guardian=tie.guardian,
            delivered_at=at,
        )
        for tie in audience.recipients(ties, kind=dispatch.kind, rule=dispatch.rule)
    ]
    PersonalLetter.objects.bulk_create(letters)
    for letter in letters:
        if letter.guardian.user is not None:
            post(
                "letter_arrived",
                to=letter.guardian.user,
                about_kind="lessons.personalletter",
                about_id=letter.pk,
                url_name="lessons:letter_read",
                url_args=[letter.pk],
                district_id=dispatch.district_id,
                school_id=dispatch.school_id,
                on=dispatch.due_on,
                at=at,
            )
    return letters
