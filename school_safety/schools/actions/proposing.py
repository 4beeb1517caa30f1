"""Students of a contact list as an import that waits for a clerk's yes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.schools.choices import BatchState
from school_safety.schools.models import ImportBatch, School
from school_safety.schools.roster import contacts, stored
from school_safety.schools.roster.rows import Table

from .waiting import check_import, drop_import


def open_proposals(school: School) -> Any:
    """Those of this school that nobody has decided on."""
    return ImportBatch.objects.filter(
        school=school, file_kind=contacts.KIND, state=BatchState.WAITING, made_by=None
    )


def propose(*, school: School, table: Table, whole: bool, at: datetime) -> ImportBatch:
    """One open proposal for each school: a `whole` one replaces it, otherwise they are joined."""
    with transaction.atomic(durable=True):
        for earlier in open_proposals(school):
            if not whole:
                table = contacts.joined(stored.unpack(earlier.reading), table)
            drop_import(batch=earlier, by=None, at=at)
        batch = ImportBatch.objects.create(
            district_id=school.district_id,
            school=school,
            state=BatchState.CHECKING,
            file_name=table.file,
            file_kind=contacts.KIND,
            reading=stored.pack([table]),
            made_at=at,
            touched_at=at,
        )
    return check_import(batch=batch, at=at)
