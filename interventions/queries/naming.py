"""Finding the child of whom somebody speaks."""

from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import School, Student


def only_one_named(school: School, who: str) -> Student | None:
    """The child, where exactly one name of the school's roll stands in what was typed."""
    rows = Student.objects.filter(school=school, status=StudentStatus.ACTIVE).only("id", "name")
    named = [row.pk for row in rows if row.name and row.name in who]
    return Student.objects.get(pk=named[0]) if len(named) == 1 else None
