"""Anchors: the head of each chain, kept outside the database, so that a cut-off end is seen."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from .models import AuditSeal

FILE = "anchors.jsonl"


def folder() -> Path:
    """DATA_DIR/anchors; copy it to another machine, the auditor's own if you can."""
    return Path(settings.DATA_DIR) / "anchors"


def append(seals: Iterable[AuditSeal]) -> None:
    """One line per seal, on the disk before we go on."""
    lines = "".join(f"{json.dumps(_line(row))}\n" for row in seals)
    if not lines:
        return
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder() / FILE).open("a") as file:
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path | None = None) -> Iterator[dict[str, Any]]:
    """The lines of one file, or of every file of a folder; none where there is none yet."""
    place = path or folder()
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    for file in files:
        if file.exists():
            for line in file.read_text().splitlines():
                yield json.loads(line)


def heads() -> list[dict[str, Any]]:
    """The newest line of each chain, to be printed or sent away."""
    newest: dict[UUID, AuditSeal] = {}
    for row in AuditSeal.objects.order_by("district_id", "number").iterator():
        newest[row.district_id] = row
    return [_line(row) for row in newest.values()]


def _line(row: AuditSeal) -> dict[str, Any]:
    return {
        "district": str(row.district_id),
        "number": row.number,
        "last": row.last,
        "count": row.count,
        "hash": row.hash,
        "at": row.at.isoformat(),
    }
