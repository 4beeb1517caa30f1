"""What nobody looks after this morning: cases, signals, and the duty itself."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils import timezone

from interventions.choices import OPEN_STATUSES
from interventions.models import Case, Concern
from interventions.rules.orphans import why_alone
from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.schools.models import School

from . import absences, duty, people


@dataclass
class Orphans:
    """For one school, as things are now."""

    cases: list[tuple[Case, str]] = field(default_factory=list)  # with the reason's code
    signals: list[Concern] = field(default_factory=list)
    nobody_on_duty: bool = False

    @property
    def count(self) -> int:
        """One figure, for whoever may know no more."""
        return len(self.cases) + len(self.signals) + int(self.nobody_on_duty)


def of_school(school: School, at: datetime) -> Orphans:
    """All of it, in constant queries."""
    present = {person.pk for person in absences.present(school.pk, at)}
    here = {person.pk for person in people.counselors_of(school.pk, at)}
    away = absences.away(school.pk, at)
    rows = Case.objects.filter(school=school, status__in=OPEN_STATUSES)
    found = []
    for case in rows.select_related("owner", "student__classroom").order_by("due_at", "pk"):
        absence = away.get(case.owner_id) if case.owner_id else None
        why = why_alone(
            owned=case.owner is not None,
            active=case.owner is not None and case.owner.is_active,
            counsels_here=case.owner_id in here,
            away=absence is not None,
            covered=absence is not None and absence.cover_id in present,
        )
        if why:
            found.append((case, why))
    signals = Concern.objects.filter(school=school, case=None).order_by("written_at")
    nobody = not present and _has_seats(school, at) and not _on_call_today(school, at)
    return Orphans(found, list(signals), nobody)


def _has_seats(school: School, at: datetime) -> bool:
    """Whether anybody was ever given this work here, with an open account or not."""
    return RoleAssignment.objects.filter(
        in_force(at), school=school, role__in=[Role.COUNSELOR, Role.LEAD]
    ).exists()


def _on_call_today(school: School, at: datetime) -> bool:
    zone = timezone.get_current_timezone()
    begins = datetime.combine(timezone.localdate(at), time(0), zone)
    held = duty.STANDING.filter(
        school=school, starts_at__lt=begins + timedelta(days=1), ends_at__gt=at
    )
    return held.filter(person__is_active=True).exists()
