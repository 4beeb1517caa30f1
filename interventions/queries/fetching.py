"""One row at a time, as doors ask for it: through the policy, and written down where it matters."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from interventions.models import (
    AccessSlip,
    AftercareCheck,
    Case,
    Concern,
    GuardianContact,
    Plan,
    Provider,
    Referral,
    Task,
)
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.consents.models import Basis
from school_safety.schools.choices import StudentStatus
from school_safety.schools.models import District, Guardian, School, Student

from . import deciders
from .worklist import WAITING, standing_tasks

FULL_CASE = Case.objects.select_related("student__classroom", "owner")
FULL_REFERRAL = Referral.objects.select_related(
    "case", "provider", "packet", "student__classroom", "student__school", "made_by"
)


def case_file(user: Any, verb: Permission, pk: UUID, at: datetime, reason: str) -> Case:
    """A case for this verb; the read is audited with its grant."""
    return policy.get_sensitive(user, verb, FULL_CASE.all(), pk=pk, at=at, reason=reason)


def waiting_case(user: Any, pk: str) -> Case:
    """A case of the triage list, without what it rests on."""
    rows = FULL_CASE.filter(status__in=WAITING)
    return policy.get(user, Permission.SIGNAL_READ, rows, pk=pk)


def verbs_on(user: Any, case_id: UUID, verbs: Iterable[Permission]) -> set[Permission]:
    """Which of these this user holds on this very case."""
    row = Case.objects.filter(pk=case_id)
    return {verb for verb in verbs if policy.visible(user, verb, row).exists()}


def plan_of(case: Case) -> Plan | None:
    """The plan as it is stored now."""
    return Plan.objects.filter(case=case).first()


def contact(user: Any, pk: UUID, at: datetime) -> GuardianContact:
    """A contact that the lead may decide on."""
    rows = GuardianContact.objects.select_related("case", "told_by")
    verb = Permission.CASE_OVERSEE
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="approve")


def unmatched_concern(user: Any, pk: UUID, at: datetime) -> Concern:
    """A concern whose child is not known yet."""
    rows = Concern.objects.filter(case=None).select_related("school", "handover")
    return policy.get_sensitive(user, Permission.CONCERN_READ, rows, pk=pk, at=at)


def aftercare_check(user: Any, pk: UUID, at: datetime) -> AftercareCheck:
    """A look after the end that is this counselor's."""
    rows = AftercareCheck.objects.select_related("case__student__classroom", "case__owner")
    verb = Permission.CASE_WRITE
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="aftercare")


def referral(user: Any, verb: Permission, pk: UUID, at: datetime, reason: str = "") -> Referral:
    """A referral for this verb."""
    return policy.get_sensitive(user, verb, FULL_REFERRAL.all(), pk=pk, at=at, reason=reason)


def may_write_referral(user: Any, pk: UUID) -> bool:
    """Whether the buttons of a referral are this user's."""
    row = Referral.objects.filter(pk=pk)
    return policy.visible(user, Permission.REFERRAL_WRITE, row).exists()


def bases_of(row: Referral) -> dict[str, Basis]:
    """The ledger's rows of one referral, by field."""
    rows = Basis.objects.filter(student_id=row.student_id, about=f"referral:{row.pk}")
    return {basis.field.removeprefix("packet."): basis for basis in rows}


def task(user: Any, pk: UUID, at: datetime) -> Task:
    """A task given to this user."""
    rows = standing_tasks().select_related("case")
    return policy.get_sensitive(user, Permission.TASK_READ, rows, pk=pk, at=at)


def provider(user: Any, pk: UUID) -> Provider:
    """An entry this user keeps."""
    return policy.get(user, Permission.PROVIDER_CHANGE, Provider.objects.all(), pk=pk)


def district_kept(user: Any) -> District | None:
    """The district whose directory this user keeps."""
    ids = policy.units(user, Permission.PROVIDER_CHANGE).districts
    return District.objects.filter(pk__in=ids).first()


def students(user: Any, school_id: UUID | None = None) -> QuerySet[Student]:
    """Children this user may name: those on her roster, or the student herself."""
    own = getattr(user, "student", None)
    rows = policy.visible(user, Permission.ROSTER_READ, Student.objects.all())
    if own is not None:
        rows = Student.objects.filter(pk=own.pk)
    if school_id is not None:
        rows = rows.filter(school_id=school_id)
    rows = rows.filter(status=StudentStatus.ACTIVE).select_related("classroom", "school")
    return rows.order_by("classroom__grade", "classroom__number", "number", "name")


def school_of(user: Any) -> School | None:
    """Where a typed name belongs: the writer's own school, or her child's."""
    ids = [holding.school_id for holding in policy.roles_of(user) if holding.school_id]
    if ids:
        return School.objects.get(pk=ids[0])
    child = students(user).first()
    return child.school if child else None


def district_of_family(user: Any) -> UUID | None:
    """Where a guardian or a student lives; the same whatever else may be known of them."""
    person = getattr(user, "student", None) or guardian_of(user)
    return person.district_id if person is not None else None


def guardian_of(user: Any) -> Guardian | None:
    """Who answers: a guardian, or nobody where the student answers herself."""
    return Guardian.objects.filter(user=user).first()


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """What colleagues are called."""
    people = get_user_model().objects.in_bulk(set(ids))
    return {pk: person.name for pk, person in people.items()}


def access_slip(user: Any, pk: UUID, at: datetime) -> tuple[AccessSlip, bool]:
    """A slip of one's own, or one on which this person decides; the deciding read is written down."""
    own = deciders.own(user).filter(pk=pk).first()
    if own is not None:
        return own, True
    return slip_to_decide(user, pk, at), False


def slip_to_decide(user: Any, pk: UUID, at: datetime) -> AccessSlip:
    """A slip on which this person is the second one."""
    rows = deciders.decidable(user)
    verb = Permission.ACCESS_SLIP_DECIDE
    if not policy.visible(user, verb, rows.filter(pk=pk, outside=False)).exists():
        verb = Permission.ACCESS_SLIP_SECOND
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="decide")


def slip_to_end(user: Any, pk: UUID, at: datetime) -> AccessSlip:
    """One's own slip, or one of one's school."""
    own = deciders.own(user).filter(pk=pk).first()
    if own is not None:
        return own
    rows = deciders.decidable(user).filter(outside=False)
    verb = Permission.ACCESS_SLIP_DECIDE
    return policy.get_sensitive(user, verb, rows, pk=pk, at=at, reason="end")


def to_ask_about(user: Any, find: str, at_most: int) -> QuerySet[Student]:
    """Children of the schools in which she may ask for a slip, by the beginning of the name."""
    schools = policy.units(user, Permission.ACCESS_SLIP_ASK).schools
    rows = students(user).filter(name__startswith=find, school_id__in=schools)
    found = list(rows.values_list("pk", flat=True)[:at_most]) if find else []
    return Student.objects.filter(pk__in=found).select_related("classroom")
