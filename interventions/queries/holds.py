"""Whether home may be the danger: then nobody goes there, and nothing about it is shown."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from interventions.choices import OPEN_STATUSES
from interventions.models import GuardianContact
from school_safety.schools.models import Guardianship, Student


def stands(student: Student) -> bool:
    """A guardian of this child is on hold, or her family is not told for now."""
    held = Guardianship.objects.filter(student=student).exclude(held_at=None)
    return held.exists() or waived(student)


def without_hold(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that hang on a case, less those of children over whom a hold stands."""
    held = Guardianship.objects.filter(student=OuterRef("case__student_id")).exclude(held_at=None)
    return without_waiver(rows.exclude(Exists(held)))


def waived(student: Student) -> bool:
    """Her family is not told for now."""
    rows = GuardianContact.objects.filter(protective=True, case__status__in=OPEN_STATUSES)
    return rows.filter(case__student=student).exists()


def without_waiver(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that hang on a case, less those of children whose family is not told for now."""
    untold = GuardianContact.objects.filter(
        protective=True,
        case__student=OuterRef("case__student_id"),
        case__status__in=OPEN_STATUSES,
    )
    return rows.exclude(Exists(untold))
