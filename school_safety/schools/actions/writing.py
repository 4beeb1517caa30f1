"""The rows of an import, in bulk, and the list of what they replace."""

import secrets
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from school_safety.accounts.models import User
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Enrolment, School, Student
from school_safety.schools.roster import names
from school_safety.schools.roster.compare import Decision, Plan

from .guardians import Links
from .targets import Target
from .telling import Steps, Told, silent
from .traces import Undo

CHUNK = 500


def account(name: str, kind: str) -> User:
    """An account that cannot be signed in to by password; its name says nothing about its owner."""
    # What make_password(None) makes, in a fifth of its time: a district has 150,000 of these.
    user = User(name=name, password=UNUSABLE_PASSWORD_PREFIX + secrets.token_hex(20))
    user.username = f"{kind}-{user.pk.hex[:16]}"
    return user


def write(plans: list[tuple[Target, Plan]], *, at: datetime, told: Told = silent) -> dict[str, Any]:
    """All schools of one import; returns what taking it back needs."""
    undo = Undo()
    today = timezone.localdate(at)
    steps = Steps(told, sum(len(p.new) + len(p.changed) + len(p.moved) for _t, p in plans))
    for target, plan in plans:
        places = _classes(target.school, plan, today, undo)
        known = {c.pk: c for c in Classroom.objects.filter(school=target.school)}
        _students(target.school, plan, places | known, today, undo, steps)
    return undo.stored()


def _classes(school: School, plan: Plan, today: date, undo: Undo) -> dict[Any, Classroom]:
    rooms = {
        pair: Classroom(
            district_id=school.district_id,
            school=school,
            grade=new.grade,
            number=new.number,
            school_year=school_year(today),
            name=new.name,
            sourced_id=new.sourced_id,
        )
        for pair, new in plan.classes.items()
    }
    Classroom.objects.bulk_create(rooms.values(), batch_size=CHUNK)
    undo.add("classroom", list(rooms.values()))
    return rooms


def _students(
    school: School, plan: Plan, rooms: dict[Any, Classroom], today: date, undo: Undo, steps: Steps
) -> None:
    for start in range(0, len(plan.new), CHUNK):
        chunk = plan.new[start : start + CHUNK]
        _make(school, chunk, rooms, today, undo)
        for decision in chunk:  # written: a district's guardians need not be held until the end
            decision.links, decision.row.guardians = [], []
        steps.made(len(chunk))
    kept = [*plan.changed, *plan.moved]
    for start in range(0, len(kept), CHUNK):
        chunk = kept[start : start + CHUNK]
        _mend(school, chunk, rooms, today, undo)
        steps.made(len(chunk))


def _make(
    school: School, chunk: list[Decision], rooms: dict[Any, Classroom], today: date, undo: Undo
) -> None:
    links = Links(school.district_id, undo, account)
    made = [_new_student(school, decision, rooms) for decision in chunk]
    for student, decision in zip(made, chunk, strict=True):
        links.collect(student, decision)
    users = [student.user for student in made if student.user]
    User.objects.bulk_create(users, batch_size=CHUNK)
    Student.objects.bulk_create(made, batch_size=CHUNK)
    stays = [
        Enrolment(student=student, classroom_id=student.classroom_id, since=today)
        for student in made
        if student.classroom_id
    ]
    Enrolment.objects.bulk_create(stays, batch_size=CHUNK)
    undo.add("user", users)
    undo.add("student", made)
    undo.add("enrolment", stays)
    links.write()


def _mend(
    school: School, chunk: list[Decision], rooms: dict[Any, Classroom], today: date, undo: Undo
) -> None:
    links = Links(school.district_id, undo, account)
    books = Student.objects.select_related("user").in_bulk([d.known.id for d in chunk if d.known])
    stays = []
    for decision in chunk:
        student = books[decision.known.id]  # type: ignore[union-attr]  # known by construction
        _change(student, decision, rooms, undo)
        if decision.moved:
            stays.append(_move(student, today, undo))
        links.collect(student, decision)
    Enrolment.objects.bulk_create(stays, batch_size=CHUNK)
    undo.add("enrolment", stays)
    links.write()


def _new_student(school: School, decision: Decision, rooms: dict[Any, Classroom]) -> Student:
    row = decision.row
    return Student(
        district_id=school.district_id,
        school=school,
        classroom=rooms.get(decision.place),
        user=account(row.name, "s"),
        name=row.name,
        name_key=names.key(row.name),
        sex=row.sex,
        born_on=date.fromisoformat(row.born_on) if row.born_on else None,
        number=row.number,
        id_hash=row.id_hash,
        sourced_id=row.sourced_id,
        contact_id=row.contact_id,
        boarding=row.boarding,
    )


def _change(student: Student, decision: Decision, rooms: dict[Any, Classroom], undo: Undo) -> None:
    new: dict[str, Any] = dict(decision.fields)
    if "born_on" in new:
        new["born_on"] = date.fromisoformat(new["born_on"])
    if "name" in new:
        new["name_key"] = names.key(new["name"])
    if decision.returned:
        new["status"] = StudentStatus.ACTIVE
    if decision.moved:
        new["classroom_id"] = rooms[decision.place].pk
    if not new:
        return
    undo.keep("student", student, **new)
    for name, value in new.items():
        setattr(student, name, value)
    student.save(
        update_fields=[name.removesuffix("_id") if name == "classroom_id" else name for name in new]
    )
    if "name" in new and student.user:
        undo.keep("user", student.user, of=student.pk, name=student.name)
        student.user.name = student.name
        student.user.save(update_fields=["name"])


def _move(student: Student, today: date, undo: Undo) -> Enrolment:
    for stay in Enrolment.objects.filter(student=student, until=None):
        until = max(today, stay.since)
        undo.keep("enrolment", stay, of=student.pk, until=until)
        stay.until = until
        stay.save(update_fields=["until"])
    return Enrolment(student=student, classroom=student.classroom, since=today)
