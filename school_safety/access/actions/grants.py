"""Giving and ending grants: who works on which child, on whose approval."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from school_safety.access.holdings import forget, not_ended
from school_safety.access.models import Grant
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.schools.models import Student


@transaction.atomic
def grant(
    *,
    user: Any,
    student: Student,
    kind: str,
    basis: str,
    approver: Any,
    by: Any,
    at: datetime,
    until: datetime | None = None,
    box: str = "",
    reason: str = "",
    school_id: UUID | None = None,
) -> Grant:
    """Let this person work on this child. The same live grant is not written twice.

    `school_id` is whose work it is; without it, the child's present school.
    """
    live = Grant.objects.filter(user=user, student=student, kind=kind, basis=basis).filter(
        not_ended(at)
    )
    found = live.first()
    if found is not None:
        return found
    row = Grant.objects.create(
        user=user,
        student=student,
        kind=kind,
        basis=basis,
        approver=approver,
        since=at,
        until=until,
        box=box,
        reason=reason,
        school_id=school_id or student.school_id,
    )
    _record_grant(events.GRANT_GIVEN, row, by=by, at=at)
    forget(user)
    return row


@transaction.atomic
def end_grants(*, basis: str, by: Any, at: datetime, user: Any = None) -> int:
    """End every live grant on this basis (of one user, if given); access ends on the next request."""
    live = Grant.objects.filter(basis=basis).filter(not_ended(at))
    if user is not None:
        live = live.filter(user=user)
    rows = list(live.select_related("student", "user"))
    for row in rows:
        row.until = max(at, row.since)
        row.save(update_fields=["until"])
        _record_grant(events.GRANT_ENDED, row, by=by, at=at)
        forget(row.user)
    return len(rows)


def _record_grant(event: Any, row: Grant, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.student.district_id,
        school_id=row.school_id,
        student_id=row.student_id,
        object_kind="access.grant",
        object_id=str(row.pk),
        grant_id=row.pk,
        facts={"kind": row.kind, "basis": row.basis, "user": str(row.user_id)},
        at=at,
    )
