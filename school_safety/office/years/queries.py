"""Which classes and children a clerk may move, and what the coming year would look like."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.kernel.terms import school_year
from school_safety.schools.actions.rolling import old_classes
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Guardianship, School, Student
from school_safety.schools.years import Step, last_grade, promoted

from . import naming


@dataclass(frozen=True)
class Outlook:
    """One school's way into the next year. `due` says whether that year has begun."""

    school: School
    year: int
    grades: list[int]
    last: int
    steps: list[Step]
    due: bool

    @property
    def label(self) -> str:
        """As people write it: 2026–2027."""
        return f"{self.year}–{self.year + 1}"

    @property
    def rows(self) -> list[tuple[Step, str]]:
        """Each class with what becomes of it, in the reader's language; empty where it leaves."""
        return [
            (step, naming.room(step.to_grade, step.number) if step.to_grade else "")
            for step in self.steps
        ]

    @property
    def named_grades(self) -> list[tuple[int, str]]:
        """The grades there are, for choosing the last one."""
        return [(number, naming.grade(number)) for number in self.grades]

    @property
    def moving(self) -> int:
        """Students who go one grade up."""
        return sum(step.heads for step in self.steps if step.to_grade)

    @property
    def leaving(self) -> int:
        """Students who leave."""
        return sum(step.heads for step in self.steps if not step.to_grade)


def schools(user: Any) -> QuerySet[School]:
    """Schools whose rosters this person reads."""
    return policy.visible(user, Permission.IMPORT_READ, School.objects.all())


def may_begin(user: Any, school: School) -> bool:
    """Whether this person may take the school into its new year."""
    rows = School.objects.filter(pk=school.pk)
    return policy.visible(user, Permission.IMPORT_CHANGE, rows).exists()


def outlook(school: School, today: date, last: int | None = None) -> Outlook:
    """What rolling over would do; writes nothing."""
    rooms = list(old_classes(school, today))
    year = rooms[0].school_year if rooms else school_year(today)
    grades = sorted({room.grade for room in rooms})
    final = last if last in grades else last_grade(grades)
    steps = promoted(rooms, final)
    return Outlook(school, year, grades, final, steps, bool(rooms) and year < school_year(today))


def student(user: Any, pk: UUID) -> Student:
    """One child whose roll this person keeps."""
    rows = Student.objects.select_related("classroom", "school__district")
    return policy.get(user, Permission.ROSTER_CHANGE, rows, pk=pk)


def tie(user: Any, student_id: UUID, guardian_id: UUID) -> Guardianship:
    """One guardian of one child whose roll this person keeps."""
    child = student(user, student_id)
    links = Guardianship.objects.select_related("guardian", "student__district")
    found = links.filter(student=child, guardian=guardian_id).first()
    if found is None:
        raise Absent
    return found


def classroom(user: Any, pk: UUID) -> Classroom:
    """One class of a school whose roll this person keeps."""
    rows = Classroom.objects.select_related("school__district")
    return policy.get(user, Permission.ROSTER_CHANGE, rows, pk=pk)


def on_the_roll(room: Classroom) -> QuerySet[Student]:
    """The children who are in this class now."""
    return Student.objects.filter(classroom=room, status=StudentStatus.ACTIVE).order_by(
        "number", "name_key", "id"
    )


def rooms_of(school: School, today: date) -> QuerySet[Classroom]:
    """This year's classes of the school."""
    return Classroom.objects.filter(school=school, school_year=school_year(today))
