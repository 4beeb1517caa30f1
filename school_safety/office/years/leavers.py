"""Who has left, as the sending system proposes: a person decides about each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.kernel.refusals import Absent
from school_safety.office.rosters.queries import import_for
from school_safety.schools.choices import BatchState, StudentStatus
from school_safety.schools.models import ImportBatch, Student

from .actions import leave_each


def batch_for(user: Any, pk: UUID) -> ImportBatch:
    """A written import of a school whose rolls this person keeps, with somebody proposed in it."""
    batch = import_for(user, pk, Permission.IMPORT_CHANGE)
    if batch.state != BatchState.WRITTEN or not batch.findings.get("leaving"):
        raise Absent
    return batch


def proposed(user: Any, batch: ImportBatch) -> QuerySet[Student]:
    """Those of them who are still on the roll."""
    ids = [row["id"] for row in batch.findings.get("leaving", [])]
    rows = Student.objects.filter(pk__in=ids, status=StudentStatus.ACTIVE)
    rows = policy.visible(user, Permission.ROSTER_CHANGE, rows).select_related("classroom")
    return rows.order_by("classroom__grade", "classroom__number", "name_key", "id")


@transaction.atomic(durable=True)
def leave(*, students: Iterable[Student], by: Any, at: datetime) -> int:
    """Everybody who was ticked, or nobody; the same people hear of it as of any leaver."""
    rows = list(students)
    leave_each(students=rows, by=by, at=at)
    return len(rows)
