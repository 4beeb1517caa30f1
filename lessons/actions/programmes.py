"""A programme is made, filled with lessons, given to grades, ended; what a class has had stays had."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from lessons.models import DeliveryRecord, LessonPage, Programme, ProgrammeDone, ProgrammeLesson
from lessons.queries import calendar, taught
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom, District, School

FIRST = 1


@transaction.atomic
def make(
    *, district: District, school: School | None, facts: dict[str, Any], by: Any, at: datetime
) -> Programme:
    """An empty programme; nobody is asked anything before it is assigned."""
    row = Programme.objects.create(
        district=district, school=school, made_by=by, made_at=at, **facts
    )
    _remember(events.PROGRAMME_MADE, row, by=by, at=at)
    return row


@transaction.atomic
def change(*, programme: Programme, facts: dict[str, Any], by: Any, at: datetime) -> None:
    """Its name, days and grades; lessons that fall outside the new days move to their edge."""
    _check_open(programme)
    for name, value in facts.items():
        setattr(programme, name, value)
    programme.save()
    for lesson in programme.lessons.all():
        lesson.from_on = min(max(lesson.from_on, programme.starts_on), programme.ends_on)
        lesson.until_on = max(min(lesson.until_on, programme.ends_on), lesson.from_on)
        lesson.save()
    _settle(programme, by=by, at=at)
    _remember(events.PROGRAMME_CHANGED, programme, by=by, at=at)


@transaction.atomic
def add_lesson(
    *,
    programme: Programme,
    lesson: LessonPage,
    from_on: date,
    until_on: date,
    by: Any,
    at: datetime,
) -> ProgrammeLesson:
    """To the end of the row; a lesson stands in it once."""
    _check_open(programme)
    if not programme.starts_on <= from_on <= until_on <= programme.ends_on:
        raise Invalid(fields={"until_on": "outside_the_programme"})
    page = taught.in_chinese(lesson)
    last = programme.lessons.order_by("-position").first()
    row, _new = ProgrammeLesson.objects.update_or_create(
        programme=programme,
        lesson_page=page.pk,
        defaults={
            "lesson_title": page.title,
            "grade_from": page.grade_from,
            "grade_to": page.grade_to,
            "from_on": from_on,
            "until_on": until_on,
        },
        create_defaults={
            "lesson_title": page.title,
            "grade_from": page.grade_from,
            "grade_to": page.grade_to,
            "from_on": from_on,
            "until_on": until_on,
            "position": last.position + 1 if last else FIRST,
        },
    )
    _remember(events.PROGRAMME_CHANGED, programme, by=by, at=at)
    return row


@transaction.atomic
def move_lesson(*, programme: Programme, lesson_id: UUID, by: Any, at: datetime) -> None:
    """One place earlier."""
    _check_open(programme)
    rows = list(programme.lessons.all())
    place = next((n for n, row in enumerate(rows) if row.pk == lesson_id), 0)
    if place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    for position, row in enumerate(rows, FIRST):
        row.position = position
    ProgrammeLesson.objects.bulk_update(rows, ["position"])
    _remember(events.PROGRAMME_CHANGED, programme, by=by, at=at)


@transaction.atomic
def remove_lesson(*, programme: Programme, lesson_id: UUID, by: Any, at: datetime) -> None:
    """Out of the row; classes that had it have had it, and some may now have had everything."""
    _check_open(programme)
    programme.lessons.filter(pk=lesson_id).delete()
    _settle(programme, by=by, at=at)
    _remember(events.PROGRAMME_CHANGED, programme, by=by, at=at)


@transaction.atomic
def assign(*, programme: Programme, by: Any, at: datetime) -> None:
    """From now on classes of its grades see what is due; a second press changes nothing."""
    _check_open(programme)
    if not programme.lessons.exists():
        raise NotNow("programme_empty")
    if programme.assigned_at:
        return
    programme.assigned_at = at
    programme.save()
    _settle(programme, by=by, at=at)
    _remember(events.PROGRAMME_ASSIGNED, programme, by=by, at=at)


@transaction.atomic
def end(*, programme: Programme, by: Any, at: datetime) -> None:
    """Nothing of it is due any more; one that was never assigned goes altogether."""
    if programme.ended_at:
        return
    _remember(events.PROGRAMME_ENDED, programme, by=by, at=at)
    if programme.assigned_at is None:
        programme.delete()
        return
    programme.ended_at = at
    programme.save()


def earn(delivery: DeliveryRecord, *, by: Any, at: datetime) -> None:
    """The class may have had all of a programme now; that is written down and stays."""
    for programme in calendar.complete_for(delivery.classroom):
        _done(programme, delivery.classroom, by=by, at=at, delivery=delivery)


def _settle(programme: Programme, *, by: Any, at: datetime) -> None:
    """Classes that have had everything of it as it stands now."""
    for classroom in calendar.complete_classes(programme):
        _done(programme, classroom, by=by, at=at)


def _done(
    programme: Programme,
    classroom: Classroom,
    *,
    by: Any,
    at: datetime,
    delivery: DeliveryRecord | None = None,
) -> None:
    _row, new = ProgrammeDone.objects.get_or_create(
        programme=programme,
        classroom=classroom,
        defaults={"done_on": localdate(at), "delivery": delivery},
    )
    if new:
        facts = {"classroom": str(classroom.pk)}
        _remember(events.PROGRAMME_DONE, programme, by=by, at=at, facts=facts)


def _check_open(programme: Programme) -> None:
    if programme.ended_at:
        raise NotNow("programme_over")


def _remember(
    event: Any, row: Programme, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="lessons.programme",
        object_id=str(row.pk),
        facts=facts,
        at=at,
    )
