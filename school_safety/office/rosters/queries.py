"""Imports as the office shows them, scoped by the one policy."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import (
    Classroom,
    District,
    FieldLock,
    Guardian,
    ImportBatch,
    School,
    Student,
)

SEALED = ("reading", "findings", "undo")


def imports_for(user: Any, filters: dict[str, Any] | None = None) -> QuerySet[ImportBatch]:
    """Imports of the schools, or the district, that this person may know of; newest first."""
    rows = policy.visible(user, Permission.IMPORT_READ, ImportBatch.objects.all())
    for name in ("school", "state"):
        if filters and filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    return rows.select_related("made_by", "school").defer(*SEALED)


def import_for(user: Any, pk: UUID, verb: Permission = Permission.IMPORT_READ) -> ImportBatch:
    """One of them."""
    rows = ImportBatch.objects.select_related("school", "district", "made_by")
    return policy.get(user, verb, rows, pk=pk)


def schools_for(user: Any, verb: Permission) -> QuerySet[School]:
    """Schools in which the verb is held."""
    return policy.visible(user, verb, School.objects.select_related("district"))


def whole_district(user: Any) -> District | None:
    """The district for which this person may bring in a file of all schools."""
    ids = policy.units(user, Permission.IMPORT_CHANGE).districts
    return District.objects.filter(pk__in=ids).order_by("code").first()


def locks_of(student: Student) -> list[FieldLock]:
    """What somebody corrected by hand, so that no file changes it back."""
    return list(FieldLock.objects.filter(student=student).select_related("locked_by"))


def locks_of_guardian(guardian: Guardian) -> list[FieldLock]:
    """The same of a guardian: her name, her number."""
    return list(FieldLock.objects.filter(guardian=guardian).select_related("locked_by"))


def lock_for(user: Any, pk: int) -> tuple[FieldLock, Student]:
    """A lock of a student whom this person may mend, or of a guardian of one; and that student."""
    lock = FieldLock.objects.filter(pk=pk).first()
    if lock is None:
        raise Absent
    about = (
        Q(pk=lock.student_id) if lock.student_id else Q(guardianships__guardian=lock.guardian_id)
    )
    rows = policy.visible(user, Permission.ROSTER_CHANGE, Student.objects.filter(about))
    student = rows.order_by("pk").first()
    if student is None:
        raise Absent
    return lock, student


def student_to_mend(user: Any, pk: UUID) -> Student:
    """A student whom this person may mend."""
    rows = Student.objects.select_related("classroom", "school")
    return policy.get(user, Permission.ROSTER_CHANGE, rows, pk=pk)


def names_of(kinds: dict[str, set[str]]) -> dict[str, str]:
    """Names for what an undo had to leave, for those who may know them."""
    models: dict[str, Any] = {"student": Student, "guardian": Guardian, "classroom": Classroom}
    found: dict[str, str] = {}
    for kind, ids in kinds.items():
        if kind in models:
            rows = models[kind]._default_manager.filter(pk__in=ids)
            found |= {str(pk): name for pk, name in rows.values_list("pk", "name")}
    return found
