"""School by grade by theme: how many classes have had a lesson on it this school year."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from lessons.choices import Competency
from lessons.models import DeliveryRecord
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, School


@dataclass(frozen=True)
class Covered:
    """One cell; `students` only decides whether it may be shown."""

    school: School
    grade: int
    theme: str
    had: int
    classes: int
    students: int


def coverage(schools: Iterable[UUID], year: int) -> list[Covered]:
    """In the roster's order, whatever the figures say; three queries."""
    rooms = Classroom.objects.filter(school__in=list(schools), school_year=year)
    active = Count("students", filter=Q(students__status=StudentStatus.ACTIVE))
    sizes: dict[tuple[UUID, int], list[int]] = {}
    for school, grade, students in rooms.annotate(n=active).values_list("school", "grade", "n"):
        cell = sizes.setdefault((school, grade), [0, 0])
        cell[0] += 1
        cell[1] += students
    given = DeliveryRecord.objects.filter(classroom__in=rooms).exclude(competency="")
    counted = given.values_list("school", "classroom__grade", "competency").annotate(
        n=Count("classroom", distinct=True)
    )
    had = {(school, grade, theme): n for school, grade, theme, n in counted.order_by()}
    named = School.objects.in_bulk({school for school, _grade in sizes})
    order = sorted(sizes, key=lambda key: (named[key[0]].code, key[1]))
    return [
        Covered(
            school=named[school],
            grade=grade,
            theme=theme,
            had=had.get((school, grade, theme), 0),
            classes=sizes[school, grade][0],
            students=sizes[school, grade][1],
        )
        for school, grade in order
        for theme in Competency.values
    ]
