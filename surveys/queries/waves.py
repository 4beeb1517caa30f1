"""Waves as planners see them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from interventions.choices.supervision import CASES_PER_COUNSELOR
from interventions.queries import people
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission
from school_safety.consents.choices import Purpose
from school_safety.consents.queries import standing_students
from school_safety.kernel.refusals import Absent
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import Classroom, School, Student
from surveys.choices import InvitationState
from surveys.models import Wave

READERS = (Permission.WAVE_READ, Permission.WAVE_APPROVE)


def visible_waves(user: Any) -> QuerySet[Wave]:
    """Waves this person plans, reads or approves."""
    either = Q(pk__in=[])
    for verb in READERS:
        either |= Q(pk__in=policy.visible(user, verb, Wave.objects.all()).values("pk"))
    return _rows().filter(either)


def _rows() -> QuerySet[Wave]:
    return Wave.objects.select_related(
        "school",
        "instrument_version__instrument",
        "planned_by",
        "approved_by",
        "on_call",
        "notice_by",
    )


def wave(user: Any, pk: UUID, verb: Permission | None = None) -> Wave:
    """One wave, for reading or for one verb; Absent for everybody else."""
    if verb is not None:
        return policy.get(user, verb, _rows(), pk=pk)
    found = visible_waves(user).filter(pk=pk).first()
    if found is None:
        raise Absent
    return found


def wave_list(user: Any, *, status: str = "") -> QuerySet[Wave]:
    """The list, newest first, with how many have handed in."""
    rows = visible_waves(user)
    if status:
        rows = rows.filter(status=status)
    live = ~Q(invitations__state=InvitationState.VOID)
    return rows.annotate(
        slips=Count("invitations", filter=live),
        done=Count("invitations", filter=Q(invitations__state=InvitationState.SUBMITTED)),
    ).order_by("-opens_at", "title", "pk")


def schools_to_plan(user: Any) -> QuerySet[School]:
    """Schools in which this person may plan."""
    return School.objects.filter(pk__in=policy.units(user, Permission.WAVE_PLAN).schools)


def classrooms_to_plan(user: Any) -> QuerySet[Classroom]:
    """Their classes of the running school year, with head counts."""
    active = Q(students__status=StudentStatus.ACTIVE)
    schools = policy.units(user, Permission.WAVE_PLAN).schools
    rows = Classroom.objects.filter(school_id__in=schools)
    newest = rows.aggregate(year=Max("school_year"))["year"]
    return rows.filter(school_year=newest).annotate(heads=Count("students", filter=active))


def on_call_choices(schools: QuerySet[School], at: datetime) -> QuerySet[Any]:
    """Counselors of these schools."""
    found = get_user_model().objects.none()
    for school in schools:
        found = found | people.counselors_of(school.pk, at)
    return found.distinct()


def homeroom_teacher(classroom: Classroom, at: datetime) -> Any:
    """Who is in the room with the class, if the school has named somebody."""
    role = (
        RoleAssignment.objects.filter(in_force(at), role=Role.HOMEROOM, classroom=classroom)
        .select_related("user")
        .first()
    )
    return role.user if role else None


def students_of(wave: Wave) -> QuerySet[Student]:
    """Everybody who gets a slip."""
    return Student.objects.filter(
        classroom__in=wave.sittings.values("classroom_id"), status=StudentStatus.ACTIVE
    )


def agreed(wave: Wave, on: date) -> int:
    """How many of its students take part as things stand. A total only."""
    students = students_of(wave)
    return len(standing_students(students, Purpose.SCREENING, about=f"wave:{wave.pk}", on=on))


def as_planned(wave: Wave) -> dict[str, Any]:
    """A draft as the planner's form shows it."""
    return {
        "school": wave.school_id,
        "title": wave.title,
        "instrument_version": wave.instrument_version_id,
        "classrooms": list(wave.sittings.values_list("classroom_id", flat=True)),
        "opens_at": timezone.localtime(wave.opens_at),
        "closes_at": timezone.localtime(wave.closes_at),
        "day_from": wave.day_from,
        "day_until": wave.day_until,
        "letter": wave.letter if wave.letter is not None else "",
        "notice_on": wave.notice_on,
        "on_call": wave.on_call_id,
    }


def hands(school_id: UUID, at: datetime) -> tuple[int, int]:
    """Cases the counselors of a school have open, and how many they can carry."""
    loads = [each.load for each in people.candidates(school_id, at)]
    return sum(loads), len(loads) * CASES_PER_COUNSELOR


def counts_shown(user: Any, school_id: UUID) -> bool:
    """Who has handed in and who agreed is the school's own work figure; a district reads the plan."""
    return any(school_id in policy.units(user, verb).schools for verb in READERS)


def counts_shown_at_all(user: Any) -> bool:
    """The same for a list: whoever reads as a school's own."""
    return any(policy.units(user, verb).schools for verb in READERS)
