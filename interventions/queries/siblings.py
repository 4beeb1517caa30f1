"""Sibling links as each of the two counselors and the lead may read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from interventions.choices import OPEN_STATUSES, SiblingStatus
from interventions.models import Case, SharedWord, SiblingLink
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Guardianship, Student

FULL = SiblingLink.objects.select_related(
    "case__student__classroom", "case__owner", "other__owner", "student__classroom", "asked_by"
)
JOINED = (SiblingStatus.LINKED, SiblingStatus.ENDED)


@dataclass(frozen=True)
class Side:
    """A link seen from one case: the other child, who works with her, what was told."""

    link: SiblingLink
    student: Student
    colleague: Any
    words: list[SharedWord]


def of_case(case: Case) -> list[Side]:
    """Her own questions, and what the lead has joined; somebody else's question shows nothing."""
    rows = FULL.filter(Q(case=case) | Q(other=case, status__in=JOINED))
    return [_side(row, case) for row in rows.prefetch_related("shared__by")]


def _side(row: SiblingLink, case: Case) -> Side:
    asked_here = row.case_id == case.pk
    joined = row.status in JOINED
    other = row.other if asked_here else row.case
    return Side(
        link=row,
        student=row.student if asked_here else row.case.student,
        colleague=other.owner if joined and other is not None else None,
        words=list(row.shared.all()) if joined else [],
    )


def same_family(student: Student) -> QuerySet[Student]:
    """Children of the same school who share a guardian on the roster."""
    mine = Guardianship.objects.filter(student=student).values("guardian_id")
    rows = Student.objects.filter(school_id=student.school_id, status=StudentStatus.ACTIVE)
    rows = rows.filter(guardianships__guardian_id__in=mine).exclude(pk=student.pk)
    return rows.select_related("classroom").distinct().order_by("name")


def open_case_of(link: SiblingLink) -> Case | None:
    """The open case of the asked-for child in the same school."""
    rows = Case.objects.filter(student_id=link.student_id, school_id=link.case.school_id)
    return rows.filter(status__in=OPEN_STATUSES).select_related("owner").first()


def asked_of(user: Any) -> QuerySet[SiblingLink]:
    """What waits for this lead, the oldest first."""
    rows = FULL.filter(status=SiblingStatus.ASKED)
    return policy.visible(user, Permission.CASE_OVERSEE, rows).order_by("asked_at")


def to_decide(user: Any, pk: UUID, at: datetime) -> SiblingLink:
    """One of them, whatever became of it; the read is written down."""
    verb = Permission.CASE_OVERSEE
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="sibling")


def joined_to(case: Case, pk: UUID) -> SiblingLink:
    """A link of this case that the lead has made."""
    rows = SiblingLink.objects.filter(Q(case=case) | Q(other=case), status__in=JOINED)
    link = rows.filter(pk=pk).first()
    if link is None:
        raise Absent
    return link
