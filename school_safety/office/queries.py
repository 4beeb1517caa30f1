"""What the office shows: classes, students, imports, people. Scoped by the one policy."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission
from school_safety.accounts.models import User
from school_safety.kernel.refusals import Absent
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import BatchState, StudentStatus
from school_safety.schools.models import Classroom, Guardianship, ImportBatch, School, Student

# TRUST section 4: the head gives these; counselors need the lead as well, the district the rest.
GIVABLE = (Role.TEACHER, Role.HOMEROOM, Role.EDITOR, Role.REVIEWER, Role.CLERK)
OF_CLASS = (Role.TEACHER, Role.HOMEROOM)


def is_staff_reader(user: Any) -> bool:
    """Whether any unit at all is open to this person; families read their own child elsewhere."""
    units = policy.units(user, Permission.ROSTER_READ)
    structure = policy.units(user, Permission.STRUCTURE_READ)
    found = (
        units.schools,
        units.classrooms,
        units.districts,
        structure.schools,
        structure.districts,
    )
    return any(found)


def classes_for(user: Any) -> QuerySet[Classroom]:
    """Classes of this school year that the person may know of, with head counts."""
    year = school_year(timezone.localdate())
    reached = policy.visible(user, Permission.ROSTER_READ, Classroom.objects.all())
    reached |= policy.visible(user, Permission.STRUCTURE_READ, Classroom.objects.all())
    here = Q(students__status=StudentStatus.ACTIVE)
    return (
        reached.filter(school_year=year)
        .select_related("school")
        .annotate(heads=Count("students", filter=here, distinct=True))
        .order_by("school__code", "grade", "number")
    )


def students_for(user: Any, filters: dict[str, Any]) -> QuerySet[Student]:
    """Students whom the person may know by name."""
    found = policy.visible(user, Permission.ROSTER_READ, Student.objects.all())
    found = found.filter(status=filters.get("status") or StudentStatus.ACTIVE)
    if filters.get("classroom"):
        found = found.filter(classroom=filters["classroom"])
    if filters.get("school"):
        found = found.filter(school=filters["school"])
    if words := filters.get("q"):
        key = words.lower().replace(" ", "")
        found = found.filter(
            Q(name__icontains=words) | Q(name_key__startswith=key) | Q(number__startswith=words)
        )
    found = found.select_related("classroom", "school")
    return found.order_by("school__code", "classroom__grade", "classroom__number", "name_key", "id")


def student_for(user: Any, pk: UUID) -> Student:
    """One student whom the person may know by name."""
    rows = Student.objects.select_related("classroom", "school")
    return policy.get(user, Permission.ROSTER_READ, rows, pk=pk)


def guardians_of(user: Any, student: Student) -> list[Guardianship] | None:
    """Who the student's guardians are; None where the person may not know. Holds never show."""
    reached = policy.visible(user, Permission.GUARDIAN_READ, Student.objects.filter(pk=student.pk))
    if not reached.exists():
        return None
    links = Guardianship.objects.filter(student=student).select_related("guardian")
    return list(links.defer("guardian__phone").order_by("order"))


def imports_for(user: Any) -> QuerySet[ImportBatch]:
    """Imports of schools whose roster this person keeps."""
    rows = policy.visible(user, Permission.ROSTER_CHANGE, ImportBatch.objects.all())
    return rows.select_related("made_by", "school").defer("reading", "undo")


def import_for(user: Any, pk: UUID) -> ImportBatch:
    """One of them."""
    rows = ImportBatch.objects.select_related("school", "made_by")
    return policy.get(user, Permission.ROSTER_CHANGE, rows, pk=pk)


def schools_for(user: Any, verb: Permission) -> QuerySet[School]:
    """Schools in which the verb is held."""
    return policy.visible(user, verb, School.objects.all())


def may_undo(batch: ImportBatch) -> bool:
    """Written, and the newest of its school."""
    later = ImportBatch.objects.filter(
        school_id=batch.school_id, state=BatchState.WRITTEN, written_at__gt=batch.written_at
    )
    return batch.state == BatchState.WRITTEN and not later.exists()


def people_for(user: Any, filters: dict[str, Any]) -> QuerySet[User]:
    """Staff with a role in force somewhere this person may see, and only those roles of theirs."""
    now = timezone.now()
    live = Q(until=None) | Q(until__gt=now)
    roles = policy.visible(user, Permission.PEOPLE_READ, RoleAssignment.objects.filter(live))
    if filters.get("role"):
        roles = roles.filter(role=filters["role"])
    if filters.get("school"):
        roles = roles.filter(school=filters["school"])
    found = User.objects.filter(pk__in=roles.values("user"))
    if words := filters.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(username__istartswith=words))
    shown = policy.visible(user, Permission.PEOPLE_READ, RoleAssignment.objects.filter(live))
    shown = shown.select_related("school", "classroom", "district")
    return found.prefetch_related(Prefetch("roles", shown, to_attr="shown_roles")).order_by(
        "name", "id"
    )


def person_for(user: Any, pk: UUID) -> User:
    """One of them; somebody without a role here is not here."""
    found = people_for(user, {}).filter(pk=pk).first()
    if found is None:
        raise Absent
    return found


def role_for(user: Any, pk: UUID) -> RoleAssignment:
    """A role in force that this person may end."""
    now = timezone.now()
    rows = RoleAssignment.objects.filter(Q(until=None) | Q(until__gt=now)).filter(role__in=GIVABLE)
    return policy.get(user, Permission.PEOPLE_CHANGE, rows, pk=pk)
