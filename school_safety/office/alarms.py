"""Who is told when somebody asks for too much: the school's leads and the district's auditors."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet

from school_safety.access.choices import Role
from school_safety.access.holdings import in_force
from school_safety.access.models import RoleAssignment
from school_safety.audit import queries
from school_safety.audit.events import ground as events
from school_safety.notices.outbox import post

LOOK_BACK = timedelta(minutes=30)  # the clock comes every minute; a restart may take a while
KIND = {events.MANY_ABSENT: "alarm_absent", events.MANY_READ: "alarm_reads"}


def raise_alarms(*, at: datetime) -> int:
    """Tell about what was remembered lately; each alarm and hour once. Answers how many were due."""
    found = queries.latest(events=KIND, since=at - LOOK_BACK, until=at)
    kind = {event.code: code for event, code in KIND.items()}
    due = {(kind[row.event], row.actor_id, f"{row.at:%Y%m%d%H}"): row for row in found}
    for (code, actor_id, hour), row in due.items():
        with transaction.atomic():
            for person in _who_must_know(row, at):
                post(
                    code,
                    to=person,
                    district_id=row.district_id,
                    school_id=row.school_id,
                    about_kind="accounts.user",
                    about_id=actor_id,
                    url_name="office:audit_list",
                    key=f"{actor_id}/{hour}",
                    at=at,
                )
    return len(due)


def _who_must_know(row: Any, at: datetime) -> QuerySet[Any]:
    """Leads of the school and auditors of the district, never the person it is about."""
    seats = RoleAssignment.objects.filter(in_force(at)).filter(
        Q(role=Role.LEAD, school_id=row.school_id, school__isnull=False)
        | Q(role=Role.AUDITOR, district_id=row.district_id)
    )
    people = get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))
    return people.exclude(pk=row.actor_id)
