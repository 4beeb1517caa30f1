"""Is history whole? Finds edits, gaps, swaps, inserted rows and cut-off ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from school_safety.vault.keys import HOUSE

from . import anchors, marks, ranges
from .models import AuditEvent, AuditSeal


@dataclass
class Report:
    """What was found; `broken` is in the order of the chains, the first link first."""

    events: int = 0
    seals: int = 0
    unsealed: int = 0
    anchored: int = 0
    broken: list[str] = field(default_factory=list)


def verify(path: Path | None = None) -> Report:
    """Read everything once, in one snapshot; `path` is a copy of the anchors kept elsewhere."""
    report = Report()
    with transaction.atomic():
        found = _events(report)
        _chains(report, found)
        _ends(report)
    _anchors(report, path)
    return report


def _events(report: Report) -> dict[int, tuple[UUID, str]]:
    """Sequence -> (district, mark), with every row's own HMAC checked on the way."""
    secret, found = marks.secret(), {}
    for row in AuditEvent.objects.order_by("sequence").iterator(chunk_size=5000):
        report.events += 1
        if marks.mark_of(row, secret) != row.mark:
            report.broken.append(f"event {row.sequence} was altered or never written by us")
        found[row.sequence] = (row.district_id or HOUSE, row.mark)
    return found


def _chains(report: Report, found: dict[int, tuple[UUID, str]]) -> None:
    held: set[int] = set()
    rows = AuditSeal.objects.order_by("district_id", "number").iterator(chunk_size=5000)
    for _, seals in groupby(rows, key=lambda row: row.district_id):
        before, number = marks.GENESIS, 0
        for seal in seals:
            report.seals += 1
            number += 1
            report.broken.extend(_link(seal, number, before, found, held))
            before, number = seal.hash, seal.number
    report.unsealed = len(set(found) - held)


def _link(
    seal: AuditSeal,
    number: int,
    before: str,
    found: dict[int, tuple[UUID, str]],
    held: set[int],
) -> Iterator[str]:
    name = f"seal {seal.number} of district {seal.district_id}"
    if seal.number != number:
        yield f"{name}: seal {number} before it is missing"
    elif seal.before != before:
        yield f"{name} does not follow the seal before it"
    sequences = list(ranges.unpack(seal.ranges))
    for sequence in sequences:
        if sequence in held:
            yield f"{name}: event {sequence} is held twice"
        elif sequence not in found:
            yield f"{name}: event {sequence} is missing"
        elif found[sequence][0] != seal.district_id:
            yield f"{name}: event {sequence} belongs to another district"
    held.update(sequences)
    entries = [(sequence, found[sequence][1]) for sequence in sequences if sequence in found]
    if marks.link(marks.secret(), seal, entries) != seal.hash:
        yield f"{name} does not match the events it holds"


def _ends(report: Report) -> None:
    """SQLite hands out every number: a hole, or a counter ahead of the last row, is a deletion."""
    if connection.vendor != "sqlite":
        return
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        counter = cursor.fetchone()
    if counter and counter[0] > report.events:
        missing = counter[0] - report.events
        report.broken.append(f"{missing} of {counter[0]} events are missing")


def _anchors(report: Report, path: Path | None) -> None:
    known = {
        (str(district_id), number): link
        for district_id, number, link in AuditSeal.objects.values_list(
            "district_id", "number", "hash"
        )
    }
    for line in anchors.read(path):
        report.anchored += 1
        name = f"seal {line['number']} of district {line['district']}"
        link = known.get((line["district"], line["number"]))
        if link is None:
            report.broken.append(f"{name} was anchored and is gone: the chain was cut off")
        elif link != line["hash"]:
            report.broken.append(f"{name} differs from its anchor")
