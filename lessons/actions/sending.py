"""Send an approved letter to one class: the words are frozen, each guardian gets her own copy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lessons import policies
from lessons.choices import Audience, LetterKind, SigningRule
from lessons.models import Dispatch, LetterPage, PersonalLetter
from lessons.queries import burden
from lessons.queries.words import frozen
from lessons.rules import audience, changes, reading
from lessons.rules.hashes import fingerprint
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.consents.choices import Purpose
from school_safety.kernel.refusals import Invalid
from school_safety.notices.outbox import post
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Guardianship
from surveys.actions.noticing import families_told

MOST_SLOTS = 80


@dataclass(frozen=True)
class Terms:
    """What the sender decides: whose answer counts, until when, which times, which of the class."""

    rule: str = SigningRule.ANY
    due_on: date | None = None
    slots: tuple[str, ...] = ()
    students: frozenset[UUID] = field(default_factory=frozenset)  # none: the whole class

    @property
    def audience(self) -> Audience:
        """The whole class, or a list of its families."""
        return Audience.LIST if self.students else Audience.ROOM


@transaction.atomic
def send(
    *, letter: LetterPage, classroom: Classroom, by: Any, at: datetime, **terms: Any
) -> Dispatch:
    """One dispatch per class and version; sending the same again gives back the first.

    A version whose weighty words are the old ones asks nobody again: the older dispatch comes back.
    """
    given = Terms(**terms)
    policies.check_can_send(letter, classroom, by=by)
    texts = checked_texts(letter, given, at=at)
    before = _before(letter, classroom, given)
    parts = changes.changed_in_any(before.texts, texts) if before else ()
    if before is not None and (before.letter_revision == letter.live_revision_id or not parts):
        return before
    _check_burden(letter, classroom, texts, by, at)
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
        rule=given.rule,
        due_on=given.due_on,
        audience=given.audience,
        minutes=texts["zh-hans"]["minutes"],
        replaces=before,
        changed=list(parts),
        sent_by=by,
        sent_at=at,
    )
    letters = _deliver(dispatch, _ties(classroom, given.students), before, at=at)
    _remember_sent(dispatch, letters=len(letters), by=by, at=at)
    return dispatch


def checked_texts(letter: LetterPage, given: Terms, *, at: datetime) -> dict[str, dict[str, Any]]:
    """The words as they would go out, after everything that can be refused for all classes alike."""
    texts = _with_times(frozen(letter), letter.kind, given.slots)
    policies.check_words(texts)
    if given.due_on is not None and given.due_on < at.date():
        raise Invalid(fields={"due_on": "in_the_past"})
    return texts


def _tell_below(dispatch: Dispatch, *, by: Any, at: datetime) -> None:
    """The asking floor learns when all families of a class were told of a questionnaire."""
    if dispatch.purpose == Purpose.SCREENING and dispatch.audience == Audience.ROOM:
        families_told(
            dispatch_id=dispatch.pk,
            classroom=dispatch.classroom,
            letter=dispatch.letter_page,
            titles={language: words["title"] for language, words in dispatch.texts.items()},
            by=by,
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


def _before(letter: LetterPage, classroom: Classroom, terms: Terms) -> Dispatch | None:
    """The version that this class, or exactly this list of its families, has now."""
    rows = Dispatch.objects.filter(
        classroom=classroom, letter_page=letter.pk, audience=terms.audience, replaced_by=None
    )
    if not terms.students:
        return rows.first()
    same = (row for row in rows if _students(row) == terms.students)
    return next(same, None)


def _students(dispatch: Dispatch) -> frozenset[UUID]:
    return frozenset(dispatch.letters.values_list("student_id", flat=True))


def _with_times(
    texts: dict[str, dict[str, Any]], kind: str, slots: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """A booking offers the sender's own times, the same in every language."""
    if kind != LetterKind.BOOKING:
        return texts
    times = list(dict.fromkeys(reading.lines("\n".join(slots))))
    if not 1 <= len(times) <= MOST_SLOTS:
        raise Invalid(fields={"slots": "slots_missing"})
    return {language: {**words, "options": times} for language, words in texts.items()}


def _check_burden(
    letter: LetterPage, classroom: Classroom, texts: dict[str, Any], by: Any, at: datetime
) -> None:
    """Over the month's cap only where somebody else has let this letter through, by name."""
    meter = burden.meter(classroom, at)
    if not meter.over(texts["zh-hans"]["minutes"]):
        return
    waiver = burden.waiver(classroom, letter.pk, at)
    if waiver is None or waiver.given_by_id == by.pk:
        raise Invalid(fields={"classrooms": "over_cap"})


def _remember_sent(dispatch: Dispatch, *, letters: int, by: Any, at: datetime) -> None:
    _tell_below(dispatch, by=by, at=at)
    record(
        events.LETTER_REPLACED if dispatch.replaces_id else events.LETTER_SENT,
        by=by,
        district_id=dispatch.district_id,
        school_id=dispatch.school_id,
        object_kind="lessons.dispatch",
        object_id=str(dispatch.pk),
        facts={
            "kind": dispatch.kind,
            "letters": letters,
            "page": dispatch.letter_page,
            **({"changed": dispatch.changed} if dispatch.replaces_id else {}),
        },
        at=at,
    )


def _ties(classroom: Classroom, students: frozenset[UUID]) -> QuerySet[Guardianship]:
    rows = Guardianship.objects.filter(
        student__classroom=classroom, student__status=StudentStatus.ACTIVE
    )
    if students:
        rows = rows.filter(student_id__in=students)
    return rows.select_related("guardian__user")


def _deliver(
    dispatch: Dispatch, rows: Iterable[Guardianship], before: Dispatch | None, *, at: datetime
) -> list[PersonalLetter]:
    ties = [
        audience.Tie(
            row.student_id, row.guardian, row.authority, row.held_at is not None, row.order
        )
        for row in rows
    ]
    settled = _settled(before)
    letters = [
        PersonalLetter(
            district_id=dispatch.district_id,
            dispatch=dispatch,
            student_id=tie.student,
            guardian=tie.guardian,
            state=audience.first_state(tie.guardian.user is not None),
            stands=settled.get((tie.student, tie.guardian.pk), ""),
            delivered_at=at,
        )
        for tie in audience.recipients(ties, kind=dispatch.kind, rule=dispatch.rule)
    ]
    PersonalLetter.objects.bulk_create(letters)
    for letter in letters:
        if letter.guardian.user is not None and not letter.stands:
            tell(dispatch, letter, "letter_arrived", at=at)
    return letters


def _settled(before: Dispatch | None) -> dict[tuple[UUID, UUID], str]:
    """Who said no to the older version: that stands, and nobody asks twice. She has the new words all
    the same, and counts like everybody: a class teacher could read off who is missing."""
    if before is None:
        return {}
    rows = before.letters.values_list("student_id", "guardian_id", "state", "stands")
    return {
        (student, guardian): stands or state
        for student, guardian, state, stands in rows
        if stands or not changes.asked_again(state)
    }


def tell(
    dispatch: Dispatch, letter: PersonalLetter, kind: str, *, at: datetime, key: str = ""
) -> None:
    """A message with a link, and no word of what the letter is about."""
    post(
        kind,
        to=letter.guardian.user,
        about_kind="lessons.personalletter",
        about_id=letter.pk,
        url_name="lessons:letter_read",
        url_args=[letter.pk],
        district_id=dispatch.district_id,
        school_id=dispatch.school_id,
        on=dispatch.due_on,
        key=key,
        at=at,
    )
