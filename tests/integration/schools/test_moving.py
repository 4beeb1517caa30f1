"""Classes change, children leave and come back; a year begins, and can be taken back."""

from datetime import date, datetime

import pytest

from school_safety.kernel.refusals import NotNow
from school_safety.schools.actions import moving, rolling, undo_import
from school_safety.schools.models import Classroom, Enrolment, Student
from tests.worlds import SHANGHAI

pytestmark = pytest.mark.django_db
NEXT = datetime(2027, 9, 1, 8, 0, tzinfo=SHANGHAI)


def stays(student):
    rows = Enrolment.objects.filter(student=student).order_by("since", "pk")
    return [(row.classroom_id, row.since, row.until) for row in rows]


def refused(code, act, **given):
    with pytest.raises(NotNow) as error:
        act(**given)
    return error.value.code == code


def test_a_move_keeps_where_she_was(world, at):
    today = at.date()
    count = moving.move_students(
        students=[world.student], classroom=world.classroom_b, by=world.ck, at=at
    )
    world.student.refresh_from_db()
    assert (count, world.student.classroom) == (1, world.classroom_b)
    assert stays(world.student) == [
        (world.classroom.pk, date(2026, 9, 1), today),
        (world.classroom_b.pk, today, None),
    ]


def test_nobody_is_moved_into_another_school_or_twice(world, at):
    given = {"students": [world.student, world.far_student], "by": world.ck, "at": at}
    assert moving.move_students(classroom=world.classroom_b, **given) == 1
    assert moving.move_students(classroom=world.classroom_b, **given) == 0
    world.far_student.refresh_from_db()
    assert world.far_student.classroom == world.far_classroom
    assert len(stays(world.student)) == 2


def test_a_class_is_split_into_a_new_one(world, at):
    room = moving.room_for(school=world.school, grade=5, number=9, at=at)
    moving.move_students(students=[world.student], classroom=room, by=world.ck, at=at)
    assert room.name == "五年级9班"
    assert list(room.students.all()) == [world.student]
    assert list(world.classroom.students.all()) == [world.classmate]
    assert moving.room_for(school=world.school, grade=5, number=9, at=at) == room


def test_leaving_and_coming_back(world, at):
    left = moving.leave(student=world.student, by=world.ck, at=at)
    assert left.status == "left"
    assert stays(left)[-1][2] == at.date()
    assert refused("already_left", moving.leave, student=left, by=world.ck, at=at)
    back = moving.come_back(student=left, classroom=world.classroom_b, by=world.ck, at=at)
    assert (back.status, back.classroom) == ("active", world.classroom_b)
    again = {"student": back, "classroom": world.classroom_b, "by": world.ck, "at": at}
    assert refused("not_left", moving.come_back, **again)


def test_a_year_is_not_rolled_before_it_is_over(world, at):
    assert refused("year_not_over", rolling.roll_over, school=world.school, last=6, by=None, at=at)
    assert not Classroom.objects.filter(school_year=2027).exists()


def test_a_year_goes_up_once_and_back(world, at):
    done = rolling.roll_over(school=world.school, last=6, by=world.ck, at=NEXT)
    child = Student.objects.get(pk=world.student.pk)
    assert (child.classroom.grade, child.classroom.number, child.classroom.school_year) == (
        6, 1, 2027,
    )  # fmt: skip
    counts = done.batch.counts
    assert (counts["moved"], counts["left"], counts["classes"]) == (3, 0, 2)
    again = {"school": world.school, "last": 6, "by": world.ck, "at": NEXT}
    assert refused("year_not_over", rolling.roll_over, **again)
    undo_import(batch=done.batch, by=world.ck, at=NEXT)
    child.refresh_from_db()
    assert child.classroom == world.classroom
    assert stays(child) == [(world.classroom.pk, date(2026, 9, 1), None)]
    assert not Classroom.objects.filter(school_year=2027).exists()


def test_the_last_grade_leaves(world, at):
    done = rolling.roll_over(school=world.school, last=5, by=world.ck, at=NEXT)
    assert {row.pk for row in done.left} == {
        world.student.pk, world.classmate.pk, world.student_b.pk,
    }  # fmt: skip
    assert set(Student.objects.filter(school=world.school).values_list("status", flat=True)) == {
        "left"
    }
    undo_import(batch=done.batch, by=world.ck, at=NEXT)
    assert Student.objects.get(pk=world.student.pk).status == "active"
