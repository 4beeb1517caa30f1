"""What the office shows: classes, students, imports. Scoped by the one policy."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, Guardianship, Student


def is_staff_reader(user: Any) -> bool:
    """Whether any unit at all is open to this person; families read their own child elsewhere."""
    units = policy.units(user, Permission.ROSTER_READ)
    structure = policy.units(user, Permission.STRUCTURE_READ)
    found = (
        units.schools,
        units.classrooms,
        units.districts,
        structure.schools,
        structure.districts,
    )
    return any(found)


def classes_for(user: Any) -> QuerySet[Classroom]:
    """Classes of this school year that the person may know of, with head counts."""
    year = school_year(timezone.localdate())
    reached = policy.visible(user, Permission.ROSTER_READ, Classroom.objects.all())
    reached |= policy.visible(user, Permission.STRUCTURE_READ, Classroom.objects.all())
    here = Q(students__status=StudentStatus.ACTIVE)
    return (
        reached.filter(school_year=year)
        .select_related("school")
        .annotate(heads=Count("students", filter=here, distinct=True))
        .order_by("school__code", "grade", "number")
    )


def students_for(user: Any, filters: dict[str, Any]) -> QuerySet[Student]:
    """Students whom the person may know by name."""
    found = policy.visible(user, Permission.ROSTER_READ, Student.objects.all())
    found = found.filter(status=filters.get("status") or StudentStatus.ACTIVE)
    if filters.get("classroom"):
        found = found.filter(classroom=filters["classroom"])
    if filters.get("school"):
        found = found.filter(school=filters["school"])
    if words := filters.get("q"):
        key = words.lower().replace(" ", "")
        found = found.filter(
            Q(name__icontains=words) | Q(name_key__startswith=key) | Q(number__startswith=words)
        )
    found = found.select_related("classroom", "school")
    return found.order_by("school__code", "classroom__grade", "classroom__number", "name_key", "id")


def student_for(user: Any, pk: UUID) -> Student:
    """One student whom the person may know by name."""
    rows = Student.objects.select_related("classroom", "school")
    return policy.get(user, Permission.ROSTER_READ, rows, pk=pk)


def guardians_of(user: Any, student: Student) -> list[Guardianship] | None:
    """Who the student's guardians are; None where the person may not know. Holds never show."""
    reached = policy.visible(user, Permission.GUARDIAN_READ, Student.objects.filter(pk=student.pk))
    if not reached.exists():
        return None
    links = Guardianship.objects.filter(student=student).select_related("guardian")
    return list(links.defer("guardian__phone").order_by("order"))
