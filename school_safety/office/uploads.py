"""A roster from the browser: touches the disk only while it is read, then only sealed rows remain."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from school_safety.schools import phones
from school_safety.schools.actions import keep_waiting
from school_safety.schools.models import ImportBatch, School
from school_safety.schools.roster import reading


def receive(*, file: UploadedFile, school: School, by: Any, at: datetime) -> ImportBatch:
    """Read it in the child process and keep what it says, sealed, until the clerk says yes."""
    name = Path(file.name or "").name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "roster" + Path(name).suffix.lower()[:8])
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        read = reading.read(path, today=timezone.localdate(at), hasher=phones.id_hash)
    rename(read, path.name, name)
    return keep_waiting(reading=read, school=school, file_name=name, by=by, at=at)


def rename(read: reading.Reading, stored: str, name: str) -> None:
    """Messages name the file as the clerk knows it."""
    for row in read.students:
        row.file = name if row.file == stored else row.file
    read.problems = [
        type(p)(name, p.sheet, p.row, p.column, p.code, p.facts) if p.file == stored else p
        for p in read.problems
    ]
