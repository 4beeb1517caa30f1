"""A class is asked before and after: begun, asked by hands or on devices, closed. Only totals stay."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from lessons import policies
from lessons.choices import QuizForm, QuizWay
from lessons.models import QuizPage, QuizRound, QuizRun, QuizSheet
from lessons.queries import quizzes
from lessons.queries.taught import in_chinese
from lessons.rules import growth, quizzing
from school_safety.accounts import codes
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent, Invalid, NotNow
from school_safety.schools.models import Classroom
from school_safety.vault.lookup import keyed_hash

CODE_LENGTH = 6
HOUR = timedelta(hours=1)
LEFT_OPEN = timedelta(hours=12)  # after which the clock counts what nobody has counted


@transaction.atomic
def start(*, classroom: Classroom, quiz: QuizPage, by: Any, at: datetime) -> QuizRun:
    """Once per class, set and day; the questions are copied as they stand. Which form comes first
    is drawn, so that over many classes an easier form helps neither before nor after."""
    page = in_chinese(quiz)
    pk = uuid4()
    run, new = QuizRun.objects.get_or_create(
        classroom=classroom,
        quiz_page=page.pk,
        started_on=localdate(at),
        defaults={
            "id": pk,
            "district_id": classroom.district_id,
            "school_id": classroom.school_id,
            "titles": quizzes.titles(page),
            "competency": page.competency,
            "grade": classroom.grade,
            "items": quizzes.items(page),
            "first_form": QuizForm.B if pk.int % 2 else QuizForm.A,
            "started_by": by,
            "started_at": at,
        },
    )
    if new:
        _remember(events.QUIZ_STARTED, run, by=by, at=at, facts={"quiz": page.pk})
    return run


@transaction.atomic
def open_round(*, run: QuizRun, phase: str, by: Any, at: datetime) -> QuizRound:
    """For an hour by a code on the wall; a second press gives another hour."""
    row = run.rounds.select_for_update().filter(phase=phase).first()
    policies.check_can_ask(run, phase, row)
    if row is None:
        row = QuizRound(pk=uuid4(), run=run, phase=phase, way=QuizWay.DEVICE, opened_by=by)
        row.code_hash = _hash(code_of(row))
        row.opened_at = at
        facts = {"phase": phase, "way": row.way}
        _remember(events.QUIZ_OPENED, run, by=by, at=at, facts=facts)
    row.closes_at = at + HOUR
    row.save()
    return row


@transaction.atomic
def close_round(*, round_id: UUID, by: Any, at: datetime) -> QuizRound:
    """The sheets become totals and are gone. Below five sheets not even totals are kept: they would
    show what single children chose."""
    row = QuizRound.objects.select_for_update().select_related("run").get(pk=round_id)
    if row.closed_at is not None:
        return row
    sheets = list(row.sheets.values_list("answers", flat=True))
    if len(sheets) >= growth.SHOWN:
        form = quizzes.form_of(row.run, row.phase)
        row.counts, row.marks = quizzing.tallied(row.run.items, form, sheets)
    row.sheets.all().delete()
    row.closed_at = at
    row.save()
    _remember(events.QUIZ_CLOSED, row.run, by=by, at=at, facts={"phase": row.phase})
    return row


@transaction.atomic
def count_hands(
    *, run: QuizRun, phase: str, counts: Sequence[Sequence[int] | None], by: Any, at: datetime
) -> QuizRound:
    """Hands or paper, counted by the teacher; on the same day she may count again."""
    form = quizzes.form_of(run, phase)
    places = set(quizzing.asked(run.items, form))
    given = {place for place, row in enumerate(counts) if row is not None}
    if given != places or not any(sum(row) for row in counts if row is not None):
        raise Invalid(fields={"counts": "nothing_counted"})
    row = run.rounds.select_for_update().filter(phase=phase).first()
    policies.check_can_count(run, phase, row, at)
    if row is None or row.way == QuizWay.DEVICE:
        QuizRound.objects.filter(run=run, phase=phase).delete()
        row = QuizRound(pk=uuid4(), run=run, phase=phase, way=QuizWay.HANDS, opened_by=by)
        row.opened_at = row.closes_at = at
    row.counts, row.marks, row.closed_at = list(counts), [], at
    row.save()
    facts = {"phase": phase, "way": row.way}
    _remember(events.QUIZ_CLOSED, run, by=by, at=at, facts=facts)
    return row


@transaction.atomic
def undo_round(*, row: QuizRound, by: Any, at: datetime) -> None:
    """Take it back on the same day, by whoever asked."""
    if row.opened_by_id != by.pk or localdate(at) != localdate(row.opened_at):
        raise NotNow("delivery_stays")
    _remember(events.QUIZ_UNDONE, row.run, by=by, at=at, facts={"phase": row.phase})
    row.delete()


def close_forgotten(*, at: datetime) -> int:
    """Rounds that a teacher left open: no sheet of a child lies about overnight."""
    waiting = QuizRound.objects.filter(closed_at=None, closes_at__lt=at - LEFT_OPEN)
    forgotten = list(waiting.values_list("pk", flat=True))
    for pk in forgotten:
        close_round(round_id=pk, by=None, at=at)
    return len(forgotten)


def code_of(row: QuizRound) -> str:
    """Six signs for the wall, derived so that the teacher's page can show them again."""
    return codes.derived(keyed_hash("lessons.quiz.code", str(row.pk)), CODE_LENGTH)


def find_round(code: str, at: datetime) -> QuizRound:
    """The open round with this code, or Absent."""
    return _open(QuizRound.objects.filter(code_hash=_hash(code)), at)


def round_open(pk: UUID | str, at: datetime) -> QuizRound:
    """The same round while it is still open, or Absent."""
    return _open(QuizRound.objects.filter(pk=pk), at)


def _open(rows: Any, at: datetime) -> QuizRound:
    found: QuizRound | None = (
        rows.filter(closed_at=None, closes_at__gt=at, way=QuizWay.DEVICE)
        .select_related("run__classroom")
        .first()
    )
    if found is None:
        raise Absent
    return found


@transaction.atomic
def hand_in(
    *, round_id: UUID | str, seat: UUID, answers: Sequence[int | None], at: datetime
) -> QuizRound:
    """One anonymous sheet per seat: a second press changes nothing, and nothing says when it came.

    No more sheets than children in the class: a code that got about fills no box.
    """
    row = round_open(round_id, at)
    QuizRound.objects.select_for_update().get(pk=row.pk)
    if row.sheets.filter(pk=seat).exists():
        return row
    if row.sheets.count() >= quizzes.seats(row.run.classroom):
        raise NotNow("quiz_full")
    form = quizzes.form_of(row.run, row.phase)
    places = quizzing.asked(row.run.items, form)
    known = [quizzing.options(row.run.items[place]) for place in places]
    if len(answers) != len(known) or any(
        answer is not None and not 0 <= answer < most
        for answer, most in zip(answers, known, strict=True)
    ):
        raise Invalid(fields={"answers": "not_an_option"})
    QuizSheet.objects.create(pk=seat, round=row, answers=list(answers))
    return row


def _hash(code: str) -> str:
    return keyed_hash("lessons.quiz.code_hash", codes.read(code))


def _remember(event: Any, run: QuizRun, *, by: Any, at: datetime, facts: dict[str, Any]) -> None:
    record(
        event,
        by=by,
        district_id=run.district_id,
        school_id=run.school_id,
        object_kind="lessons.quizrun",
        object_id=str(run.pk),
        facts=facts,
        at=at,
    )
