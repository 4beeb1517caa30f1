"""Children change classes, leave, and come back. The stays they had are kept as they were."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import years as events
from school_safety.audit.events.event import Event
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Enrolment, School, Student
from school_safety.schools.roster.classnames import class_name

CHUNK = 500


@transaction.atomic
def room_for(*, school: School, grade: int, number: int, at: datetime) -> Classroom:
    """This year's class of that grade and number; made where the school has none yet."""
    room, _made = Classroom.objects.get_or_create(
        school=school,
        school_year=school_year(timezone.localdate(at)),
        grade=grade,
        number=number,
        defaults={"district": school.district, "name": class_name(grade, number)},
    )
    return room


@transaction.atomic
def move_students(
    *, students: Iterable[Student], classroom: Classroom, by: Any, at: datetime
) -> int:
    """Into this class of their own school, as of today; answers how many really moved.

    One child, half a class or a whole one: a split and a merger are the same deed.
    """
    ids = [student.pk for student in students if student.school_id == classroom.school_id]
    rows = Student.objects.select_for_update().filter(pk__in=ids, status=StudentStatus.ACTIVE)
    moving = list(rows.exclude(classroom=classroom))
    today = timezone.localdate(at)
    end_stays(moving, today)
    Student.objects.filter(pk__in=[row.pk for row in moving]).update(classroom=classroom)
    begin_stays(moving, classroom, today)
    if moving:
        record(
            events.STUDENTS_MOVED,
            by=by,
            district_id=classroom.district_id,
            school_id=classroom.school_id,
            object_kind="schools.classroom",
            object_id=str(classroom.pk),
            facts={"count": len(moving), "students": sorted(str(row.pk) for row in moving)},
            at=at,
        )
    return len(moving)


@transaction.atomic
def leave(*, student: Student, by: Any, at: datetime) -> Student:
    """Off the roll as of today; nothing that was written about her goes with it."""
    row = Student.objects.select_for_update().get(pk=student.pk)
    if row.status == StudentStatus.LEFT:
        raise NotNow("already_left")
    end_stays([row], timezone.localdate(at))
    row.status = StudentStatus.LEFT
    row.save(update_fields=["status"])
    _about(events.STUDENT_LEFT, row, by, at)
    return row


@transaction.atomic
def come_back(*, student: Student, classroom: Classroom, by: Any, at: datetime) -> Student:
    """On the roll again, in this class, as of today."""
    row = Student.objects.select_for_update().get(pk=student.pk)
    if row.status == StudentStatus.ACTIVE or row.school_id != classroom.school_id:
        raise NotNow("not_left")
    row.status, row.classroom = StudentStatus.ACTIVE, classroom
    row.save(update_fields=["status", "classroom"])
    begin_stays([row], classroom, timezone.localdate(at))
    _about(events.STUDENT_BACK, row, by, at)
    return row


def ending(students: Iterable[Student], today: date) -> list[tuple[Enrolment, date]]:
    """The present stay of each, with the day on which it ends; one that began today ends today."""
    ids = [student.pk for student in students]
    stays = Enrolment.objects.filter(student__in=ids, until=None)
    return [(stay, max(today, stay.since)) for stay in stays]


def end_stays(students: Iterable[Student], today: date) -> None:
    """Close them."""
    rows = []
    for stay, until in ending(students, today):
        stay.until = until
        rows.append(stay)
    Enrolment.objects.bulk_update(rows, ["until"], batch_size=CHUNK)


def begin_stays(students: Iterable[Student], classroom: Classroom, today: date) -> list[Enrolment]:
    """A stay in this class for each."""
    stays = [Enrolment(student=row, classroom=classroom, since=today) for row in students]
    return Enrolment.objects.bulk_create(stays, batch_size=CHUNK)


def _about(event: Event, student: Student, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=student.district_id,
        school_id=student.school_id,
        student_id=student.pk,
        object_kind="schools.student",
        object_id=str(student.pk),
        at=at,
    )
