"""Who looked at a child's records, as the family and the student may know it: days and roles.

No name of a colleague, no content. While a hold stands for the child, what touches help is left
out for everybody; a guardian without full authority sees what a family without a case sees. Every
query is asked in any case, so that neither the page nor its work tells which of these it was.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interventions.queries import families
from school_safety.access.choices import Role
from school_safety.access.holdings import children_of
from school_safety.audit import queries as audit
from school_safety.audit.events import ground, interventions
from school_safety.schools.choices import Authority
from school_safety.schools.models import Guardianship, Student

READ, GIVEN = ground.RECORD_READ.code, interventions.ACCESS_SLIP_APPROVED.code
THEMSELVES = (Role.GUARDIAN, Role.STUDENT, Role.ANONYMOUS, "")
# A dated task and a request for a slip are papers among colleagues, not the child's record; that
# somebody read a report to the police is never told at home, where the harm may be.
PAPERS = ("interventions.task", "interventions.accessslip", "interventions.mandatoryreport")
NOBODY = UUID(int=0)  # keeps a query alive that would otherwise not be asked


def children(user: Any) -> list[UUID]:
    """The student herself, or the children for whom this guardian has full authority, unheld."""
    student = getattr(user, "student", None)
    return [student.pk] if student else list(children_of(user, Authority.FULL))


def days(ids: Iterable[UUID]) -> QuerySet[Any]:
    """One row per day, child, role and deed; the newest day first."""
    about = [*ids, NOBODY]
    rows = audit.of_students(about).exclude(actor_role__in=THEMSELVES)
    rows = rows.filter((Q(event=READ) & ~Q(object_kind__in=PAPERS)) | Q(event=GIVEN))
    rows = rows.exclude(student_id__in=_quiet(about), object_kind__startswith="interventions.")
    grouped = rows.annotate(day=TruncDate("at")).values("day", "student_id", "actor_role", "event")
    return grouped.annotate(times=Count("sequence")).order_by(
        "-day", "student_id", "actor_role", "event"
    )


def _quiet(about: list[UUID]) -> list[UUID]:
    held = Guardianship.objects.filter(student_id__in=about, held_at__isnull=False)
    return [*held.values_list("student_id", flat=True), *families.untold(about), NOBODY]


def told(rows: Iterable[dict[str, Any]], ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """One page of rows as days with sentences; the child is named only where there are several."""
    rows, ids = list(rows), list(ids)
    names: dict[Any, str] = {}
    if rows and len(ids) > 1:
        names = dict(Student.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [
        {"day": day, "lines": [_line(row, names.get(row["student_id"], "")) for row in lines]}
        for day, lines in groupby(rows, key=lambda row: row["day"])
    ]


def _line(row: dict[str, Any], name: str) -> dict[str, str]:
    role = {"role": Role(row["actor_role"]).label, "times": row["times"]}
    if row["event"] == GIVEN:
        sentence = _("%(role)s 同意另一位老师看一段时间") % role
    else:
        sentence = (
            ngettext("%(role)s 看了 %(times)s 次", "%(role)s 看了 %(times)s 次", row["times"])
            % role
        )
    return {"name": name, "sentence": sentence}
