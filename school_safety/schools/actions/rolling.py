"""The whole school one year up, in one deed that can be taken back like an import."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from school_safety.audit.events import years as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import BatchState, StudentStatus
from school_safety.schools.models import Classroom, ImportBatch, School, Student
from school_safety.schools.years import Step, promoted

from .moving import begin_stays, end_stays, ending, room_for
from .traces import Undo

KIND = "year"  # of the batch, beside the kinds of files


@dataclass
class Rolled:
    """What rolling over has done; `left` are the children who are off the roll now."""

    batch: ImportBatch
    left: list[Student] = field(default_factory=list)


def old_classes(school: School, today: date) -> QuerySet[Classroom]:
    """The classes of the latest year in which this school has children, with their heads."""
    here = Q(students__status=StudentStatus.ACTIVE)
    rooms = Classroom.objects.filter(school=school, school_year__lte=school_year(today))
    rooms = rooms.annotate(heads=Count("students", filter=here)).filter(heads__gt=0)
    latest = rooms.aggregate(year=Max("school_year"))["year"]
    return rooms.filter(school_year=latest).order_by("grade", "number")


@transaction.atomic
def roll_over(*, school: School, last: int, by: Any, at: datetime) -> Rolled:
    """Every class one grade up; those above grade `last` leave.

    NotNow: `year_not_over` while the classes are of the present year (also on a second click).
    """
    School.objects.select_for_update().get(pk=school.pk)
    today = timezone.localdate(at)
    rooms = list(old_classes(school, today))
    if not rooms or rooms[0].school_year >= school_year(today):
        raise NotNow("year_not_over")
    undo, rolled, moved = Undo(), [], 0
    before = set(Classroom.objects.filter(school=school).values_list("pk", flat=True))
    for step in promoted(rooms, last):
        students = list(
            Student.objects.filter(classroom=step.classroom_id, status=StudentStatus.ACTIVE)
        )
        _step(step, students, school, undo, at)
        if step.to_grade is None:
            rolled += students
        else:
            moved += len(students)
    undo.add("classroom", list(Classroom.objects.filter(school=school).exclude(pk__in=before)))
    counts = {"new": 0, "changed": 0, "moved": moved, "left": len(rolled), "classes": len(rooms)}
    return Rolled(_kept(school, counts, undo, by, at), rolled)


def _step(step: Step, students: list[Student], school: School, undo: Undo, at: datetime) -> None:
    today = timezone.localdate(at)
    leaving = step.to_grade is None
    change: dict[str, Any] = {"status": StudentStatus.LEFT}
    if step.to_grade is not None:
        room = room_for(school=school, grade=step.to_grade, number=step.number, at=at)
        change = {"classroom_id": room.pk}
    for stay, until in ending(students, today):
        undo.keep("enrolment", stay, of=stay.student_id, until=until)
    end_stays(students, today)
    for student in students:
        undo.keep("student", student, **change)
    Student.objects.filter(pk__in=[student.pk for student in students]).update(**change)
    if not leaving:
        undo.add("enrolment", begin_stays(students, room, today))


def _kept(school: School, counts: dict[str, int], undo: Undo, by: Any, at: datetime) -> ImportBatch:
    batch = ImportBatch.objects.create(
        district=school.district,
        school=school,
        state=BatchState.WRITTEN,
        file_kind=KIND,
        counts=counts,
        undo=undo.stored(),
        made_by=by,
        made_at=at,
        written_at=at,
    )
    record(
        events.YEAR_ROLLED,
        by=by,
        district_id=school.district_id,
        school_id=school.pk,
        object_kind="schools.importbatch",
        object_id=str(batch.pk),
        facts=counts | {"count": counts["moved"] + counts["left"]},
        at=at,
    )
    return batch
