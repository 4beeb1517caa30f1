"""Mandatory reports as each may read them: a school its own, the district those that were made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from interventions.choices import WAITING_REPORTS, HarmSign, MandatoryStatus
from interventions.models import MandatoryReport
from school_safety.access import policy
from school_safety.access.choices import Role
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from .people import leads_of, people_with

OPEN, WRITE, DECIDE, READ = (
    Permission.MANDATORY_OPEN,
    Permission.MANDATORY_WRITE,
    Permission.MANDATORY_DECIDE,
    Permission.MANDATORY_READ,
)
FULL = MandatoryReport.objects.select_related(
    "school", "student__classroom", "opened_by", "doubted_by"
)
MADE = FULL.filter(status=MandatoryStatus.MADE)


def readable(user: Any) -> QuerySet[MandatoryReport]:
    """Every report this person may read, the newest first."""
    own = policy.visible(user, WRITE, FULL.all())
    made = policy.visible(user, READ, MADE.all())
    return FULL.filter(pk__in=own.values("pk")) | FULL.filter(pk__in=made.values("pk"))


def one(user: Any, pk: UUID, at: datetime) -> tuple[MandatoryReport, Permission]:
    """The report, and with which verb she reads it; the read is written down."""
    for verb, rows in ((WRITE, FULL), (READ, MADE)):
        if policy.visible(user, verb, rows.filter(pk=pk)).exists():
            return policy.get_sensitive(user, verb, rows.all(), pk=pk, at=at), verb
    raise Absent


def to_change(user: Any, verb: Permission, pk: UUID) -> MandatoryReport:
    """A report of her school on which she may act."""
    return policy.get(user, verb, FULL.all(), pk=pk)


def waiting(user: Any) -> QuerySet[MandatoryReport]:
    """What still has to be told, the oldest first."""
    rows = MandatoryReport.objects.filter(status__in=WAITING_REPORTS)
    return policy.visible(user, WRITE, rows).order_by("opened_at")


def about(student_id: UUID, user: Any) -> QuerySet[MandatoryReport]:
    """Reports about one child, for who may read them anyway."""
    return policy.visible(user, WRITE, MandatoryReport.objects.filter(student_id=student_id))


def school_of(user: Any) -> School | None:
    """Where she may write one down."""
    return School.objects.filter(pk__in=policy.units(user, OPEN).schools).order_by("code").first()


def signs(report: MandatoryReport) -> list[str]:
    """The signs in words."""
    return [str(HarmSign(code).label) for code in report.signs.split()]


def people_to_tell(report: MandatoryReport, at: datetime) -> list[Any]:
    """Leads and head of the school, and who wrote it down; each of them once."""
    heads = people_with(Role.HEAD, at, school_id=report.school_id)
    found = {person.pk: person for person in (*leads_of(report.school_id, at), *heads)}
    if report.opened_by.is_active:
        found.setdefault(report.opened_by_id, report.opened_by)
    return list(found.values())


def officials(report: MandatoryReport, at: datetime) -> QuerySet[Any]:
    """Who reads made reports in the district."""
    return people_with(Role.DISTRICT, at, district_id=report.district_id, school_id=None)
