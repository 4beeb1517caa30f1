"""Leaving reaches several rooms: the roll, open slips, sign-ins, and whoever looks after a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from interventions.actions.leaving import tell_of_leaving
from school_safety.accounts.actions import end_sessions
from school_safety.notices.outbox import post
from school_safety.schools.actions import families, moving, rolling
from school_safety.schools.choices import LockSource
from school_safety.schools.models import Classroom, Guardianship, ImportBatch, School, Student
from surveys.actions.leaving import void_slips


@dataclass(frozen=True)
class Place:
    """A class that is there, or grade and number of one that begins with this move."""

    school: School
    classroom: Classroom | None = None
    grade: int = 0
    number: int = 0


@transaction.atomic(durable=True)
def leave(*, student: Student, by: Any, at: datetime) -> None:
    """One child leaves; what she had begun ends with it."""
    leave_each(students=[student], by=by, at=at)


@transaction.atomic
def leave_each(*, students: Iterable[Student], by: Any, at: datetime) -> None:
    """Several children leave, all of them or nobody."""
    rows = [moving.leave(student=student, by=by, at=at) for student in students]
    for row in rows:
        if row.user:
            end_sessions(user=row.user, by=by, at=at)
    _gone(rows, by, at)


@transaction.atomic(durable=True)
def roll_over(*, school: School, last: int, by: Any, at: datetime) -> ImportBatch:
    """The school goes into the new year; graduates leave as everybody does who leaves."""
    rolled = rolling.roll_over(school=school, last=last, by=by, at=at)
    _gone(rolled.left, by, at)
    return rolled.batch


@transaction.atomic(durable=True)
def come_back(*, student: Student, to: Place, by: Any, at: datetime) -> None:
    """Back on the roll, in this class."""
    moving.come_back(student=student, classroom=room_of(to, at), by=by, at=at)


@transaction.atomic(durable=True)
def move(*, students: Iterable[Student], to: Place, by: Any, at: datetime) -> int:
    """Into a class that is there, or into one that this move begins."""
    return moving.move_students(students=students, classroom=room_of(to, at), by=by, at=at)


@transaction.atomic(durable=True)
def change_tie(
    *,
    link: Guardianship,
    authority: str,
    document: str,
    phone: str,
    by: Any,
    at: datetime,
    name: str = "",
) -> None:
    """What was typed of one guardian; only what differs is written, and she hears of it."""
    if (authority, document) != (link.authority, link.document):
        families.set_authority(link=link, authority=authority, document=document, by=by, at=at)
    if name and name != link.guardian.name:
        families.set_name(link=link, name=name, by=by, at=at)
    if phone:
        change_phone(link=link, phone=phone, by=by, at=at)


@transaction.atomic
def change_phone(
    *, link: Guardianship, phone: str, by: Any, at: datetime, source: str = LockSource.HAND
) -> None:
    """A new number; she hears of it by the way that the school knew before."""
    if link.guardian.user:
        post("phone_changed", to=link.guardian.user, district_id=link.guardian.district_id, at=at)
    families.set_phone(link=link, phone=phone, by=by, at=at, source=source)


@transaction.atomic(durable=True)
def add_guardian(*, student: Student, by: Any, at: datetime, **typed: str) -> Guardianship:
    """One more guardian; the class teacher prints her code as for everybody."""
    return families.add_guardian(student=student, by=by, at=at, **typed)


def room_of(to: Place, at: datetime) -> Classroom:
    """The class that is meant; made where it begins now."""
    return to.classroom or moving.room_for(
        school=to.school, grade=to.grade, number=to.number, at=at
    )


def _gone(students: list[Student], by: Any, at: datetime) -> None:
    void_slips(students=students, by=by, at=at)
    tell_of_leaving(students=students, at=at)
