"""Grants as the lead and the auditor see them: who was let in to whose records, and until when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from interventions.queries import grounds
from school_safety.access import policy
from school_safety.access.holdings import not_ended
from school_safety.access.models import Grant
from school_safety.access.permissions import Permission

READ = Permission.GRANT_READ


def rows_for(user: Any, filters: dict[str, Any], at: datetime) -> QuerySet[Grant]:
    """The lead's school, the auditor's district; the newest first."""
    rows = policy.visible(user, READ, Grant.objects.all())
    state = filters.get("state") or "live"
    if state != "all":
        rows = rows.exclude(not_ended(at)) if state == "ended" else rows.filter(not_ended(at))
    if kind := filters.get("kind"):
        rows = rows.filter(kind=kind)
    if words := filters.get("q"):
        rows = rows.filter(user__name__icontains=words)
    rows = rows.select_related("user", "approver", "student__classroom", "student__school")
    return rows.order_by("-since", "id")


def told(user: Any, rows: Iterable[Grant], at: datetime) -> list[dict[str, Any]]:
    """One page of rows: whose school it is sees the child and the ground; the auditor neither."""
    rows = list(rows)
    schools = policy.units(user, READ).schools
    named = [row for row in rows if row.school_id in schools]
    rests = grounds.of(row.basis for row in named) if named else {}
    return [
        {
            "row": row,
            "named": row.school_id in schools,
            "over": row.until is not None and row.until <= at,
            **_ground(rests.get(row.basis)),
        }
        for row in rows
    ]


def _ground(found: grounds.Ground | None) -> dict[str, Any]:
    if found is None:
        return {}
    way = reverse(found.url_name, args=[found.pk])
    return {"code": found.code, "href": way, "slip": found.slip}


def remember(user: Any, shown: Iterable[dict[str, Any]], at: datetime) -> None:
    """A page on which children's names stood is written down like any list of help records."""
    rows = [each["row"] for each in shown if each["named"]]
    policy.remember_list(user, READ, Grant, rows, at=at)
