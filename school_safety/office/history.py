"""Who did what: audit rows as sentences, with staff by name and students never."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school_safety.access import policy
from school_safety.access.choices import GrantKind, ProposalKind, Role
from school_safety.access.permissions import Permission
from school_safety.accounts.elsewhere import LABELS
from school_safety.accounts.models import User
from school_safety.audit import presenters
from school_safety.audit import queries as audit
from school_safety.audit.events import catalogue
from school_safety.consents.choices import BasisKind, Purpose, Youth
from school_safety.schools.models import School

CODES = (
    *Purpose.choices,
    *BasisKind.choices,
    *GrantKind.choices,
    *ProposalKind.choices,
    *Role.choices,
    *LABELS.items(),
    *Youth.choices,
)
SENSITIVE = 3  # the class from which reading is written down
A_GUARDIAN, A_STUDENT, YOU = _("一位家长"), _("一名学生"), _("您")


def rows_for(user: Any, filters: dict[str, Any]) -> QuerySet:
    """The auditor's district; the lead's school, there only what touched help records."""
    districts = policy.units(user, Permission.AUDIT_READ).districts
    if districts:
        found = audit.of_districts(districts)
    else:
        found = audit.of_schools(policy.units(user, Permission.CONDUCT_READ).schools)
        codes = [code for code, event in catalogue().items() if event.s >= SENSITIVE]
        found = found.filter(event__in=codes)
    return narrowed(found, filters)


def own_rows(user: Any, filters: dict[str, Any]) -> QuerySet:
    """What this person did herself, whoever she is."""
    return narrowed(audit.of_actor(user.pk), filters)


def narrowed(found: QuerySet, filters: dict[str, Any]) -> QuerySet:
    """By event and by days."""
    if event := filters.get("event"):
        found = found.filter(event=event)
    since, until = filters.get("since"), filters.get("until")
    return audit.narrowed(
        found,
        since=timezone.make_aware(datetime.combine(since, time.min)) if since else None,
        until=timezone.make_aware(datetime.combine(until, time.max)) if until else None,
    )


def told(rows: Iterable[Any], *, own: Any = None) -> list[dict[str, Any]]:
    """One page of rows: a few more queries, however many rows. `own`: whose acts they are."""
    rows = list(rows)
    actors = {row.actor_id for row in rows if row.actor_id}
    names: dict[UUID, str] = {u.pk: u.get_full_name() for u in User.objects.filter(pk__in=actors)}
    families = User.objects.filter(pk__in=actors, guardian__isnull=False).values_list(
        "pk", flat=True
    )
    students = User.objects.filter(pk__in=actors, student__isnull=False).values_list(
        "pk", flat=True
    )
    for pk in families:
        names[pk] = str(A_GUARDIAN)
    for pk in students:
        names[pk] = str(A_STUDENT)
    if own is not None:
        names[own.pk] = str(YOU)
    schools = dict(
        School.objects.filter(pk__in={r.school_id for r in rows}).values_list("pk", "name")
    )
    words = {str(code): str(label) for code, label in CODES}
    return [
        {
            "at": row.at,
            "sentence": presenters.sentence(row, names=names, words=words),
            "school": schools.get(row.school_id, ""),
            "grant": row.grant_id is not None,
            "sequence": row.sequence,
        }
        for row in rows
    ]
