"""The world of the tests: two districts, three schools, and the stranger always in the room."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from school_safety.access.actions import assign_role
from school_safety.access.choices import Role
from school_safety.access.second_factor import SESSION_KEY
from school_safety.accounts.models import User
from school_safety.schools.choices import Authority, Relation
from school_safety.schools.models import (
    Classroom,
    District,
    Enrolment,
    Guardian,
    Guardianship,
    School,
    Student,
)

from . import replay

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = 2026
HOTLINES = [
    {
        "number": "12355",
        "name": "青少年服务",
        "name_en": "Youth line",
        "source": "https://12355.net",
    }
]
# username suffix -> (role, where)
STAFF: dict[str, tuple[str, str]] = {
    "te": (Role.TEACHER, "classroom"),
    "ht_a": (Role.HOMEROOM, "classroom"),
    "ht_b": (Role.HOMEROOM, "classroom_b"),
    "ed": (Role.EDITOR, "school"),
    "rv": (Role.REVIEWER, "school"),
    "co": (Role.COUNSELOR, "school"),
    "co2": (Role.COUNSELOR, "school"),
    "co_other": (Role.COUNSELOR, "other_school"),
    "ht_other": (Role.HOMEROOM, "other_classroom"),
    "ld": (Role.LEAD, "school"),
    "ck": (Role.CLERK, "school"),
    "sa": (Role.HEAD, "school"),
    "da": (Role.DISTRICT, "district"),
    "da_other": (Role.DISTRICT, "far_district"),
    "au": (Role.AUDITOR, "district"),
    "cl": (Role.CLINICIAN, "district"),
    "cl_other": (Role.CLINICIAN, "far_district"),
    "pa": (Role.PARTNER, "district"),
    "du": (Role.DUTY, "school"),
    "op": (Role.OPERATOR, ""),
}


def make_user(username: str, name: str = "") -> User:
    """An account without a password: tests sign in by force_login."""
    user = User(username=username, name=name or username)
    user.set_unusable_password()
    user.save()
    return user


def make_student(classroom: Classroom, name: str, *, born_on: date | None = None) -> Student:
    """A student on the roll of that class, with an account of her own."""
    student = Student.objects.create(
        district_id=classroom.district_id,
        school_id=classroom.school_id,
        classroom=classroom,
        name=name,
        born_on=born_on or date(YEAR - 10, 3, 5),
        user=make_user(f"st-{name}", name),
        number=f"N{Student.objects.count() + 1:04d}",
    )
    Enrolment.objects.create(student=student, classroom=classroom, since=date(YEAR, 9, 1))
    return student


def make_guardian(
    student: Student, name: str, authority: str = Authority.FULL, *, held_by: User | None = None
) -> User:
    """A guardian's account, tied to that child."""
    user = make_user(f"gu-{name}", name)
    guardian = Guardian.objects.create(
        district_id=student.district_id,
        user=user,
        name=name,
        phone="19900000001",
        phone_tail="0001",
    )
    Guardianship.objects.create(
        student=student,
        guardian=guardian,
        relation=Relation.MOTHER,
        authority=authority,
        held_at=timezone.now() if held_by else None,
        held_by=held_by,
    )
    return user


def _tree(world: SimpleNamespace) -> None:
    world.district = District.objects.create(
        code="T1", name="甲区", name_en="District One", hotlines=HOTLINES
    )
    world.far_district = District.objects.create(code="T2", name="乙区", name_en="District Two")
    for key, district, code, name in (
        ("school", world.district, "T1S1", "青禾学校"),
        ("other_school", world.district, "T1S2", "白杨学校"),
        ("far_school", world.far_district, "T2S1", "远山学校"),
    ):
        setattr(world, key, School.objects.create(district=district, code=code, name=name))
    for key, school, number in (
        ("classroom", world.school, 1),
        ("classroom_b", world.school, 2),
        ("other_classroom", world.other_school, 1),
        ("far_classroom", world.far_school, 1),
    ):
        room = Classroom.objects.create(
            district=school.district,
            school=school,
            grade=5,
            number=number,
            school_year=YEAR,
            name=f"五年级（{number}）班",
        )
        setattr(world, key, room)


def _people(world: SimpleNamespace) -> None:
    since = timezone.now() - timedelta(days=30)
    giver = make_user("giver", "发放人")
    world.giver = giver
    for key, (role, where) in STAFF.items():
        user = make_user(key, f"{key}老师")
        unit = getattr(world, where) if where else None
        assign_role(user=user, role=role, unit=unit, by=giver, at=since)
        setattr(world, key, user)
    world.student = make_student(world.classroom, "张小禾")
    world.classmate = make_student(world.classroom, "李小苗")
    world.student_b = make_student(world.classroom_b, "王小树")
    world.other_student = make_student(world.other_classroom, "赵小白")
    world.far_student = make_student(world.far_classroom, "钱小山")
    world.gu = make_guardian(world.student, "张妈妈")
    world.gu_limited = make_guardian(world.student, "张叔叔", Authority.LIMITED)
    world.gu_court = make_guardian(world.student, "张爸爸", Authority.COURT)
    world.gu_held = make_guardian(world.classmate, "李爸爸", held_by=world.ld)
    world.gu_other = make_guardian(world.student_b, "王妈妈")


def build() -> SimpleNamespace:
    """Both districts and everybody in them, through the product's own actions."""
    made = SimpleNamespace()
    _tree(made)
    _people(made)
    return made


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Everybody by name; see STAFF for the roles."""
    return replay.once(build)


@pytest.fixture
def client_of(db: None) -> Callable[[Any], Client]:
    """A client in which this user is signed in, with a second factor."""

    def sign_in(user: Any) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
            session = client.session
            session[SESSION_KEY] = timezone.now().isoformat()
            session.save()
        return client

    return sign_in


@pytest.fixture
def at() -> datetime:
    """A Monday morning in the autumn term."""
    return datetime(YEAR, 11, 23, 9, 40, tzinfo=SHANGHAI)
