"""Reading the tree back, for other rooms and for roster comparison."""

from collections import defaultdict
from uuid import UUID

from .models import Classroom, Guardianship, Student
from .roster.known import Known, KnownClass, KnownGuardian, KnownStudent


def known(school_id: UUID, school_year: int) -> Known:
    """One school's books in three queries."""
    links: dict[UUID, list[KnownGuardian]] = defaultdict(list)
    rows = Guardianship.objects.filter(student__school_id=school_id).select_related("guardian")
    for link in rows.defer("guardian__phone"):
        guardian = link.guardian
        links[link.student_id].append(
            KnownGuardian(
                link.pk, guardian.pk, guardian.name, guardian.phone_hash, guardian.sourced_id,
                link.relation, link.authority,
            )
        )  # fmt: skip
    students = [
        KnownStudent(
            s.pk, s.name, s.sex, s.born_on.isoformat() if s.born_on else "", s.number, s.id_hash,
            s.sourced_id, s.classroom_id, s.status == "active", links[s.pk],
        )
        for s in Student.objects.filter(school_id=school_id)
    ]  # fmt: skip
    classes = [
        KnownClass(c.pk, c.grade, c.number, c.name, c.sourced_id)
        for c in Classroom.objects.filter(school_id=school_id, school_year=school_year)
    ]
    return Known(students, classes)
