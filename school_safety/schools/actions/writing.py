"""The rows of an import, in bulk, and the list of what they replace."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from pypinyin import lazy_pinyin

from school_safety.accounts.models import User
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Enrolment, School, Student
from school_safety.schools.roster.compare import Decision, Plan

from .guardians import Links
from .targets import Target

CHUNK = 500


@dataclass
class Undo:
    """What was made, and the old values of what was changed; stored sealed with the batch."""

    made: dict[str, list[str]] = field(default_factory=dict)
    before: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, rows: list[Any]) -> None:
        """Remember rows that did not exist before."""
        self.made.setdefault(kind, []).extend(str(row.pk) for row in rows)

    def keep(self, kind: str, pk: Any, **values: Any) -> None:
        """Remember old values of one row."""
        self.before.append({"kind": kind, "pk": str(pk), "values": values})

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {"made": self.made, "before": self.before}


def name_key(name: str) -> str:
    """Pinyin without tones, for matching and sorting."""
    return "".join(lazy_pinyin(name)).lower()[:120]


def account(name: str, kind: str) -> User:
    """An account that cannot be signed in to by password; its name says nothing about its owner."""
    user = User(name=name, password=make_password(None))
    user.username = f"{kind}-{user.pk.hex[:16]}"
    return user


def write(plans: list[tuple[Target, Plan]], *, at: datetime) -> dict[str, Any]:
    """All schools of one import; returns what taking it back needs."""
    undo = Undo()
    today = timezone.localdate(at)
    for target, plan in plans:
        places = _classes(target.school, plan, today, undo)
        known = {c.pk: c for c in Classroom.objects.filter(school=target.school)}
        _students(target.school, plan, places | known, today, undo)
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
    school: School, plan: Plan, rooms: dict[Any, Classroom], today: date, undo: Undo
) -> None:
    links = Links(school.district_id, undo, account)
    made, users, stays = [], [], []
    for decision in plan.new:
        student = _new_student(school, decision, rooms)
        users += [student.user] if student.user else []
        made.append(student)
        if student.classroom_id:
            stays.append(Enrolment(student=student, classroom_id=student.classroom_id, since=today))
        links.collect(student, decision)
    User.objects.bulk_create(users, batch_size=CHUNK)
    Student.objects.bulk_create(made, batch_size=CHUNK)
    undo.add("user", users)
    undo.add("student", made)
    kept = {d.known.id for d in (*plan.changed, *plan.moved) if d.known}
    books = Student.objects.select_related("user").in_bulk(kept)
    for decision in (*plan.changed, *plan.moved):
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
        name_key=name_key(row.name),
        sex=row.sex,
        born_on=date.fromisoformat(row.born_on) if row.born_on else None,
        number=row.number,
        id_hash=row.id_hash,
        sourced_id=row.sourced_id,
    )


def _change(student: Student, decision: Decision, rooms: dict[Any, Classroom], undo: Undo) -> None:
    new: dict[str, Any] = dict(decision.fields)
    if "born_on" in new:
        new["born_on"] = date.fromisoformat(new["born_on"])
    if "name" in new:
        new["name_key"] = name_key(new["name"])
    if decision.returned:
        new["status"] = StudentStatus.ACTIVE
    if decision.moved:
        new["classroom_id"] = rooms[decision.place].pk
    if not new:
        return
    undo.keep("student", student.pk, **{name: _plain(getattr(student, name)) for name in new})
    for name, value in new.items():
        setattr(student, name, value)
    student.save(
        update_fields=[name.removesuffix("_id") if name == "classroom_id" else name for name in new]
    )
    if "name" in new and student.user:
        undo.keep("user", student.user.pk, name=student.user.name)
        student.user.name = student.name
        student.user.save(update_fields=["name"])


def _move(student: Student, today: date, undo: Undo) -> Enrolment:
    for stay in Enrolment.objects.filter(student=student, until=None):
        undo.keep("enrolment", stay.pk, until=None)
        stay.until = max(today, stay.since)
        stay.save(update_fields=["until"])
    return Enrolment(student=student, classroom=student.classroom, since=today)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)
