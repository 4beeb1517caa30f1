"""Exports of a case, and the names that must not leave with one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from interventions.models import Case, CaseExport, Concern, Evidence
from interventions.rules import redaction
from interventions.rules.redaction import Name, Register
from school_safety.access import policy
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission
from school_safety.schools.models import Guardian, Student

FULL = CaseExport.objects.select_related(
    "case__student__classroom", "case__owner", "school", "student", "guardian", "made_by"
)


def of_case(case: Case) -> QuerySet[CaseExport]:
    """What left the house, and what is about to; the newest first."""
    return case.exports.select_related("made_by", "decided_by")


def own(user: Any, pk: UUID, at: datetime) -> CaseExport:
    """One that this counselor works on; the read is written down."""
    verb = Permission.CASE_EXPORT
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="export")


def is_own(user: Any, pk: UUID) -> bool:
    """Whether she works on it; a lead who is a counselor too may still be its second person."""
    rows = CaseExport.objects.filter(pk=pk)
    return policy.visible(user, Permission.CASE_EXPORT, rows).exists()


def to_decide(user: Any, pk: UUID, at: datetime) -> CaseExport:
    """One on which this lead is the second person."""
    verb = Permission.CASE_OVERSEE
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="export")


def register(export: CaseExport) -> Register:
    """Everybody of the school but the child, and but the guardian who receives it."""
    words = export.answers.get("words", [])
    return Register([*_writers(export.case), *_people(export), *_words(words)], own=_own(export))


def _own(export: CaseExport) -> list[str]:
    names = [export.student.name]
    return [*names, export.guardian.name] if export.guardian else names


def _people(export: CaseExport) -> Iterable[Name]:
    students = Student.objects.filter(school_id=export.school_id).exclude(pk=export.student_id)
    for pk, name, number in students.values_list("pk", "name", "number"):
        yield Name(name, redaction.STUDENT, f"student:{pk}")
        if len(number) > 3:
            yield Name(number, redaction.STUDENT, f"student:{pk}")
    tied = Q(guardianships__student__school_id=export.school_id)
    tied |= Q(guardianships__student=export.student_id)
    rows = Guardian.objects.filter(tied).exclude(pk=export.guardian_id).distinct()
    for pk, name in rows.values_list("pk", "name"):
        yield Name(name, redaction.GUARDIAN, f"guardian:{pk}")
    for pk, name in _colleagues(export.school_id):
        yield Name(name, redaction.STAFF, f"staff:{pk}")


def _colleagues(school_id: UUID) -> Iterable[tuple[UUID, str]]:
    """Whoever has or had a role here: a name in an old note is a name."""
    here = Q(school_id=school_id) | Q(classroom__school_id=school_id)
    seats = RoleAssignment.objects.filter(here)
    people = get_user_model().objects.filter(pk__in=seats.values("user_id"))
    return people.values_list("pk", "name")


def _writers(case: Case) -> Iterable[Name]:
    """Who wrote a concern about this child, whoever she is: she is never let go."""
    concerns = Concern.objects.filter(Q(case=case) | Q(student=case.student_id))
    handed = Evidence.objects.filter(case=case).exclude(handed_by=None)
    wrote = Q(pk__in=concerns.values("written_by_id")) | Q(pk__in=handed.values("handed_by_id"))
    people = get_user_model().objects.filter(wrote).exclude(pk=_own_account(case))
    for pk, name in people.values_list("pk", "name"):
        yield Name(name, redaction.STAFF, f"staff:{pk}", locked=True)


def _own_account(case: Case) -> UUID | None:
    """A child who asked for help herself is no third party."""
    return case.student.user_id


def _words(words: Iterable[str]) -> Iterable[Name]:
    for word in words:
        yield Name(word, redaction.WORD, f"word:{word}", locked=True)
