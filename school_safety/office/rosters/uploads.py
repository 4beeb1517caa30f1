"""A roster from the browser: touches the disk only while it is read, then only sealed rows remain."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from school_safety.office.tasks import check_roster
from school_safety.schools import phones
from school_safety.schools.actions import keep_upload
from school_safety.schools.choices import BatchState
from school_safety.schools.models import District, ImportBatch, School
from school_safety.schools.roster import hiding, sandbox
from school_safety.schools.roster.rows import Problem, Table, Unreadable


def receive(
    *, file: UploadedFile, district: District, school: School | None, by: Any, at: datetime
) -> ImportBatch:
    """Read it in the child process; a package can be checked at once, a sheet asks for columns."""
    name = Path(file.name or "").name[:120]
    batch = keep_upload(
        tables=tables_of(file, name),
        district=district,
        school=school,
        file_name=name,
        by=by,
        at=at,
    )
    if batch.state == BatchState.CHECKING:
        check_roster.enqueue(str(batch.pk), str(by.pk))
    return batch


def tables_of(file: UploadedFile, name: str) -> list[Table] | Unreadable:
    """What the file says, without ID numbers, under the name that the clerk knows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roster" + Path(name).suffix.lower()[:8])
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        try:
            tables = hiding.hide(sandbox.tables(path), phones.id_hash)
        except Unreadable as refusal:
            p = refusal.problem
            named = name if p.file == path.name else p.file
            refusal.problem = Problem(named, p.sheet, p.row, p.column, p.code, p.facts)
            return refusal
    for table in tables:
        table.file = name if table.file == path.name else table.file
    return tables
