"""Who was already being looked after at a given moment, for whoever counts the others."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from interventions.choices import OPEN_STATUSES
from interventions.models import Case
from school_safety.schools.models import Student

Span = tuple[datetime, datetime | None]


def open_then(student: str, moment: str) -> Exists:
    """Whether the child in this column had an open case at the moment in that one."""
    over = Q(closed_at=None) | Q(closed_at__gt=OuterRef(moment))
    return Exists(
        Case.objects.filter(over, student=OuterRef(student), opened_at__lt=OuterRef(moment))
    )


def is_open(student: Student, at: datetime) -> bool:
    """Whether this child's school has an open case of hers now."""
    rows = Case.objects.filter(student=student, school_id=student.school_id)
    return rows.filter(status__in=OPEN_STATUSES, opened_at__lte=at).exists()


def spans(students: Iterable[UUID]) -> dict[UUID, list[Span]]:
    """From when to when each of these children had an open case; None where it is open still."""
    found: dict[UUID, list[Span]] = defaultdict(list)
    rows = Case.objects.filter(student__in=list(students)).order_by("opened_at")
    for student, opened, closed in rows.values_list("student_id", "opened_at", "closed_at"):
        found[student].append((opened, closed))
    return found
