"""A child with an open case leaves the school: whoever knows of the case must hear of it today."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from interventions.choices import OPEN_STATUSES
from interventions.models import Case, Task
from interventions.queries import people
from school_safety.access.actions import end_grants
from school_safety.schools.models import School, Student

from .memory import tell_case
from .tasking import task_basis


def tell_of_leaving(*, students: Iterable[Student], at: datetime) -> int:
    """The owner and the leads of each open case; nobody else learns that there is one."""
    return _tell("case_child_left", students, at)


def tell_of_moving(*, student: Student, to: School, moved: bool, at: datetime) -> int:
    """The same people, where she is to go to another school, and again when she has gone."""
    kind = "case_child_moved" if moved else "case_child_moving"
    return _tell(kind, [student], at, but=to)


@transaction.atomic
def let_go_of_tasks(*, student: Student, at: datetime) -> None:
    """What teachers of her old school were asked to do ends with her stay: nobody's deed but that."""
    rows = Task.objects.filter(student=student, done_at=None).select_related("case")
    for task in rows.exclude(case__school_id=student.school_id):
        end_grants(basis=task_basis(task), by=None, at=at)


def _tell(kind: str, students: Iterable[Student], at: datetime, but: School | None = None) -> int:
    ids = [student.pk for student in students]
    cases = Case.objects.filter(student__in=ids, status__in=OPEN_STATUSES).select_related("owner")
    if but is not None:
        cases = cases.exclude(school=but)
    for case in cases:
        told = {person.pk: person for person in people.leads_of(case.school_id, at)}
        if case.owner:
            told[case.owner.pk] = case.owner
        tell_case(kind, told.values(), case, at=at, safety=True)
    return len(cases)
