"""The work of each counselor, in figures and dates: never a word of what was said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from interventions.choices import OPEN_STATUSES
from interventions.models import Absence, Case, SupervisionTalk
from interventions.rules.orphans import proposal
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.schools.models import School

from . import absences, people

OVERSEE = Permission.CASE_OVERSEE


@dataclass
class Load:
    """One counselor's."""

    person: Any
    open: int = 0
    late: int = 0
    last_talk: datetime | None = None
    supervised: Any = None
    absence: Absence | None = None


def schools(user: Any) -> list[School]:
    """Those for which this person answers."""
    ids = policy.units(user, OVERSEE).schools
    return list(School.objects.filter(pk__in=ids).order_by("code"))


def loads(school: School, at: datetime) -> list[Load]:
    """Every counselor of the school, the fullest first."""
    found = {person.pk: Load(person) for person in people.counselors_of(school.pk, at)}
    rows = _open(school).values("owner_id").annotate(
        open=Count("pk", distinct=True),
        late=Count("pk", filter=Q(due_at__lt=at), distinct=True),
        last=Max("notes__happened_at"),
    )  # fmt: skip
    for row in rows:
        load = found.get(row["owner_id"])
        if load is not None:
            load.open, load.late, load.last_talk = row["open"], row["late"], row["last"]
    talks = SupervisionTalk.objects.filter(school=school, counselor__in=found).order_by()
    for who, day in talks.values_list("counselor_id").annotate(last=Max("held_on")):
        found[who].supervised = day
    for who, absence in absences.away(school.pk, at).items():
        if who in found:
            found[who].absence = absence
    return sorted(found.values(), key=lambda load: (-load.open, load.person.name))


def _open(school: School) -> QuerySet[Case]:
    return Case.objects.filter(school=school, status__in=OPEN_STATUSES).order_by()


def cases_of(person: Any, school: School) -> QuerySet[Case]:
    """Her open cases with their last contact, the nearest deadline first."""
    rows = _open(school).filter(owner=person).annotate(last_talk=Max("notes__happened_at"))
    return rows.select_related("student__classroom", "owner").order_by("due_at", "pk")


def counselor(user: Any, pk: UUID, at: datetime) -> tuple[Any, School]:
    """A counselor of a school for which this person answers, who is not herself."""
    for school in schools(user):
        found = people.counselors_of(school.pk, at).exclude(pk=user.pk).filter(pk=pk).first()
        if found is not None:
            return found, school
    raise Absent


def talks_with(person: Any, school: School) -> QuerySet[SupervisionTalk]:
    """What was agreed before, the latest first."""
    rows = SupervisionTalk.objects.filter(counselor=person, school=school)
    return rows.select_related("held_by").prefetch_related("cases")[:10]


def to_hand_over(school: School, *, person: str = "", grade: int | None = None) -> list[Case]:
    """The open cases of a counselor, of a grade, or those that nobody has."""
    rows = _open(school).select_related("student__classroom", "owner")
    if person == "nobody":
        rows = rows.filter(owner=None)
    elif person:
        rows = rows.filter(owner_id=person)
    if grade is not None:
        rows = rows.filter(student__classroom__grade=grade, student__school=school)
    return list(rows.order_by("student__classroom__grade", "number")) if person or grade else []


def owners(school: School) -> list[tuple[str, str, int]]:
    """Who has open cases, whether she still counsels here or not: id, name, how many."""
    rows = _open(school).exclude(owner=None).values_list("owner_id", "owner__name")
    return [
        (str(pk), name, n) for pk, name, n in rows.annotate(n=Count("pk")).order_by("owner__name")
    ]


def grades(school: School) -> list[int]:
    """The grades in which there are open cases."""
    rows = _open(school).filter(student__school=school, student__classroom__isnull=False)
    found = rows.values_list("student__classroom__grade", flat=True).distinct()
    return sorted(grade for grade in found if grade)


def proposed(school: School, cases: list[Case], by: Any, at: datetime) -> dict[UUID, UUID]:
    """A new owner for each case: whoever is there and has the fewest, never the present one."""
    free = {person.pk for person in absences.present(school.pk, at)}
    counts = {pk: n for pk, n in people.caseload_counts(school.pk, at).items() if pk in free}
    leaving = {case.owner_id for case in cases} | {by.pk}
    ids: list[Any] = [case.pk for case in cases]
    return proposal(counts, ids, leaving)  # type: ignore[return-value, arg-type]  # keys in, keys out
