"""The connections and what is open in them, as a clerk or an official may see it."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission as P
from school_safety.kernel.terms import school_year
from school_safety.schools.choices import ChangeState
from school_safety.schools.models import Classroom, ContactChange, ContactLink, Student

from .sentences import why_and_how


def links_for(user: Any) -> list[dict[str, Any]]:
    """How each connection goes."""
    rows = policy.visible(user, P.IMPORT_READ, ContactLink.objects.select_related("school"))
    rows = rows.annotate(
        waiting=Count("changes", Q(changes__state=ChangeState.WAITING)),
        listed=Count("changes", Q(changes__state=ChangeState.LISTED)),
    )
    return [{"link": row, "trouble": _spoken(row.trouble)} for row in rows]


def changes_for(user: Any) -> QuerySet[ContactChange]:
    """What a person must look at, and what is being tried again; newest first."""
    open_ = Q(state=ChangeState.LISTED) | Q(state=ChangeState.WAITING, reason__gt="")
    rows = policy.visible(user, P.IMPORT_READ, ContactChange.objects.filter(open_))
    return rows.select_related("school").order_by("state", "-heard_at", "id")


def shown(change: ContactChange) -> dict[str, Any]:
    """One line of the page."""
    about, (why, how) = change.about, why_and_how(change.reason)
    listed = change.state == ChangeState.LISTED
    return {
        "change": change,
        "name": about.get("name", ""),
        "student": about.get("student", ""),
        "departments": about.get("departments", []),
        "place": listed and change.reason == "department_unknown" and about.get("departments"),
        "again": listed and bool(about.get("account")),
        "listed": listed,
        "why": why,
        "how": how,
    }


def change_for(user: Any, pk: UUID) -> ContactChange:
    """One that this person may see to."""
    return policy.get(user, P.IMPORT_CHANGE, ContactChange.objects.select_related("link"), pk=pk)


def rooms_for(user: Any, today: Any) -> QuerySet[Classroom]:
    """Classes of this year in the schools whose roster this person keeps."""
    units = policy.units(user, P.IMPORT_CHANGE)
    mine = Q(school_id__in=units.schools) | Q(district_id__in=units.districts)
    rows = Classroom.objects.filter(mine, school_year=school_year(today))
    return rows.select_related("school").order_by("school__code", "grade", "number")


def student_seen(user: Any, pk: str) -> bool:
    """Whether the page about this student is this person's to open."""
    return policy.visible(user, P.ROSTER_READ, Student.objects.filter(pk=pk)).exists()


def _spoken(code: str) -> Any:
    return why_and_how(code) if code else None
