"""A roster read on the web waits, sealed, until the clerk has seen the dry run and says yes."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from school_safety.kernel.refusals import NotNow
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch, School
from school_safety.schools.roster import stored
from school_safety.schools.roster.rows import Reading

from .importing import Outcome, import_roster

WAITS = timedelta(hours=24)


@transaction.atomic
def keep_waiting(
    *, reading: Reading, school: School, file_name: str, by: Any, at: datetime
) -> ImportBatch:
    """Nothing of it is in the books yet; an earlier waiting file of this person is dropped."""
    for earlier in ImportBatch.objects.filter(school=school, made_by=by, state=BatchState.WAITING):
        drop_import(batch=earlier, by=by, at=at)
    return ImportBatch.objects.create(
        district_id=school.district_id,
        school=school,
        file_name=file_name[:200],
        file_kind=reading.kind,
        reading=asdict(reading),
        made_by=by,
        made_at=at,
    )


def confirm_import(*, batch: ImportBatch, by: Any, at: datetime) -> Outcome:
    """Compare once more with the books as they are now, then write all or nothing."""
    with transaction.atomic(durable=True):
        row = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if row.state != BatchState.WAITING:
            raise NotNow("import_not_waiting")
        return import_roster(
            reading=stored.load(row.reading),
            school=row.school,
            file_name=row.file_name,
            by=by,
            at=at,
            batch=row,
        )


def drop_import(*, batch: ImportBatch, by: Any, at: datetime) -> None:
    """The clerk decided otherwise: what was read is forgotten."""
    if batch.state != BatchState.WAITING:
        raise NotNow("import_not_waiting")
    batch.state, batch.reading = BatchState.DROPPED, {}
    batch.save(update_fields=["state", "reading"])


@transaction.atomic
def drop_stale(*, at: datetime) -> int:
    """Files that nobody said yes to within a day: what was read of the children is forgotten."""
    stale = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True).filter(
        state=BatchState.WAITING, made_at__lte=at - WAITS
    )
    rows = list(stale.order_by("pk"))
    for row in rows:
        drop_import(batch=row, by=None, at=at)
    return len(rows)
