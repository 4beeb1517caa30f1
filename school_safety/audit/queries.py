"""Reading history back. Who may read which part is decided above, by `access`."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from .events import Event
from .models import AuditEvent


def of_districts(district_ids: Iterable[UUID]) -> QuerySet[AuditEvent]:
    """Everything of these districts, the newest first."""
    return _newest(AuditEvent.objects.filter(district_id__in=list(district_ids)))


def of_schools(school_ids: Iterable[UUID]) -> QuerySet[AuditEvent]:
    """Everything of these schools, the newest first."""
    return _newest(AuditEvent.objects.filter(school_id__in=list(school_ids)))


def of_student(student_id: UUID) -> QuerySet[AuditEvent]:
    """Everything about one student: "who looked at mine"."""
    return _newest(AuditEvent.objects.filter(student_id=student_id))


def of_students(student_ids: Iterable[UUID]) -> QuerySet[AuditEvent]:
    """Everything about these students, in no order: to be counted and grouped."""
    return AuditEvent.objects.filter(student_id__in=list(student_ids)).order_by()


def of_actor(actor_id: UUID) -> QuerySet[AuditEvent]:
    """What one person did."""
    return _newest(AuditEvent.objects.filter(actor_id=actor_id))


def of_object(object_kind: str, object_id: object) -> QuerySet[AuditEvent]:
    """What happened to one thing."""
    rows = AuditEvent.objects.filter(object_kind=object_kind, object_id=str(object_id))
    return _newest(rows)


def latest(*, events: Iterable[Event], since: datetime, until: datetime) -> QuerySet[AuditEvent]:
    """What of these events was remembered in that span, wherever; for the alarms of the clock."""
    return narrowed(_newest(AuditEvent.objects.all()), events=events, since=since, until=until)


def narrowed(
    rows: QuerySet[AuditEvent],
    *,
    events: Iterable[Event] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[AuditEvent]:
    """Only these events, only that span."""
    if codes := [event.code for event in events]:
        rows = rows.filter(event__in=codes)
    if since:
        rows = rows.filter(at__gte=since)
    return rows.filter(at__lt=until) if until else rows


def _newest(rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    return rows.order_by("-sequence")
