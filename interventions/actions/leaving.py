"""A child with an open case leaves the school: whoever knows of the case must hear of it today."""

from collections.abc import Iterable
from datetime import datetime

from interventions.choices import OPEN_STATUSES
from interventions.models import Case
from interventions.queries import people
from school_safety.schools.models import Student

from .memory import tell_case


def tell_of_leaving(*, students: Iterable[Student], at: datetime) -> int:
    """The owner and the leads of each open case; nobody else learns that there is one."""
    ids = [student.pk for student in students]
    cases = Case.objects.filter(student__in=ids, status__in=OPEN_STATUSES).select_related("owner")
    for case in cases:
        told = {person.pk: person for person in people.leads_of(case.school_id, at)}
        if case.owner:
            told[case.owner.pk] = case.owner
        tell_case("case_child_left", told.values(), case, at=at, safety=True)
    return len(cases)
