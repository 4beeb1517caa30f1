"""Finding the child of whom somebody speaks."""

import re

from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import School, Student

# What may stand beside a name that says no more than who she is: her class, a courtesy, marks.
BESIDE = re.compile(r"[\W\d_零一二两三四五六七八九十初高小年级班第号同学]+")


def only_one_named(school: School, who: str) -> Student | None:
    """The child, where exactly one name of the school's roll is all that was typed.

    Somebody who sits beside her is somebody else: with any other word a person looks.
    """
    rows = Student.objects.filter(school=school, status=StudentStatus.ACTIVE).only("id", "name")
    named = [row for row in rows if row.name and row.name in who]
    if len(named) != 1 or BESIDE.sub("", who.replace(named[0].name, "", 1)):
        return None
    return Student.objects.get(pk=named[0].pk)
