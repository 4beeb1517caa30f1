"""Case meetings: those of a case, those one is asked to, those that wait for a second name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from interventions.choices import MeetingStatus
from interventions.models import Case, CaseMeeting, MeetingSeat, Task
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.access.permissions import Permission

from . import people

# Everybody who may be given a dated task. Heads and clerks learn of no case, not this way either.
ASKED = (
    Role.TEACHER, Role.HOMEROOM, Role.EDITOR, Role.REVIEWER, Role.COUNSELOR, Role.LEAD, Role.DUTY,
)  # fmt: skip
FULL = CaseMeeting.objects.select_related(
    "case__student__classroom", "case__owner", "made_by", "changed_by", "signed_by",
    "countersigned_by",
)  # fmt: skip


def invitable(case: Case, at: datetime) -> QuerySet[Any]:
    """Colleagues of the school who can be asked to come."""
    here = Q(school_id=case.school_id) | Q(classroom__school_id=case.school_id)
    seats = RoleAssignment.objects.filter(in_force(at), here, role__in=ASKED)
    found = get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))
    return found.exclude(pk=case.owner_id).order_by("name", "pk")


def nearest(case: Case, at: datetime) -> QuerySet[Any]:
    """Those of them who know the child or do this work: her class teachers, counselors, leads."""
    near = [
        people.colleagues_of(case, at).values("pk"),
        people.counselors_of(case.school_id, at).values("pk"),
        people.leads_of(case.school_id, at).values("pk"),
    ]
    return invitable(case, at).filter(Q(pk__in=near[0]) | Q(pk__in=near[1]) | Q(pk__in=near[2]))


def seats_of(meeting: CaseMeeting) -> QuerySet[MeetingSeat]:
    """Who is asked to come, as it stands."""
    rows = MeetingSeat.objects.filter(meeting=meeting, left_at=None)
    return rows.select_related("person", "meeting__case__student")


def step_owners(meeting: CaseMeeting) -> list[Any]:
    """Who can be given a step: the counselor and the colleagues who were asked."""
    asked = [seat.person for seat in seats_of(meeting)]
    own = [meeting.case.owner] if meeting.case.owner_id else []
    return [person for person in [*own, *asked] if person is not None and person.is_active]


def names_asked(meeting: CaseMeeting) -> list[str]:
    """Everybody who may be ticked as present, guests with what they are."""
    staff = [person.name for person in step_owners(meeting)]
    guests = [
        f"{guest['name']}（{guest['role']}）" if guest.get("role") else guest["name"]
        for guest in meeting.guests
    ]
    return [*staff, *guests]


def asked_of(user: Any, at: datetime) -> QuerySet[MeetingSeat]:
    """Where this colleague is asked to come: day, hour, place; no child, no reason."""
    rows = MeetingSeat.objects.filter(
        left_at=None, meeting__status=MeetingStatus.PLANNED, meeting__starts_at__gt=at
    )
    rows = policy.visible(user, Permission.TASK_READ, rows).select_related("meeting__made_by")
    rows = rows.only("meeting__starts_at", "meeting__place", "meeting__made_by__name")
    return rows.order_by("meeting__starts_at", "id")


def read(user: Any, pk: UUID, at: datetime) -> CaseMeeting:
    """For whoever reads the notes of the case; for the lead where her name is needed under it."""
    verb = Permission.NOTE_READ
    rows = FULL.filter(pk=pk)
    if not policy.visible(user, verb, rows).exists():
        verb, rows = Permission.CASE_OVERSEE, rows.exclude(decides=[]).exclude(signed_at=None)
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="meeting")


def to_write(user: Any, pk: UUID, at: datetime) -> CaseMeeting:
    """For whoever keeps the minutes."""
    verb = Permission.CASE_WRITE
    return policy.get_sensitive(user, verb, FULL.all(), pk=pk, at=at, reason="meeting")


def to_countersign(user: Any, pk: UUID, at: datetime) -> CaseMeeting:
    """For the lead."""
    verb = Permission.CASE_OVERSEE
    rows = FULL.exclude(decides=[]).exclude(signed_at=None)
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="countersign")


def may_write(user: Any, meeting: CaseMeeting) -> bool:
    """Whether the buttons of the minutes are this user's."""
    row = CaseMeeting.objects.filter(pk=meeting.pk)
    return policy.visible(user, Permission.CASE_WRITE, row).exists()


def waiting_for(user: Any) -> QuerySet[CaseMeeting]:
    """Minutes that wait for this lead's name."""
    rows = FULL.filter(status=MeetingStatus.SIGNED)
    return policy.visible(user, Permission.CASE_OVERSEE, rows).order_by("signed_at", "id")


def ahead_of(user: Any, until: datetime) -> QuerySet[CaseMeeting]:
    """One's own meetings that are near, or over and not signed."""
    rows = FULL.filter(status=MeetingStatus.PLANNED, starts_at__lt=until, case__owner=user)
    return policy.visible(user, Permission.CASE_WRITE, rows).order_by("starts_at", "id")


def done_tasks(meeting: CaseMeeting) -> set[str]:
    """Which of its steps are done, by the id of their task."""
    ids: Iterable[str] = [step["task"] for step in meeting.steps if step.get("task")]
    rows = Task.objects.filter(pk__in=ids, done_at__isnull=False)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
