"""The sealer: every few seconds it chains, per district, what was remembered since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from school_safety.vault.keys import HOUSE

from . import anchors, marks, ranges
from .models import AuditEvent, AuditSeal

LOOK_BACK = 2000  # sequences; what a longer transaction commits behind that, the sweep finds
SWEEP_BACK = 500_000
LARGEST_SEAL = 5000
LOCK = 7_261_105  # any constant: one sealer at a time on PostgreSQL
Entry = tuple[int, str]  # sequence, mark


def seal(*, at: datetime, everything: bool = False) -> int:
    """Chain what is not chained yet; answers how many events. Only ever one at a time."""
    with transaction.atomic():
        _one_at_a_time()
        written = [
            row
            for district_id, entries in _unsealed(everything=everything).items()
            for row in _chain(district_id, entries, at)
        ]
        transaction.on_commit(lambda: anchors.append(written))
    return sum(row.count for row in written)


def _unsealed(*, everything: bool) -> dict[UUID, list[Entry]]:
    newest = AuditEvent.objects.aggregate(last=Max("sequence"))["last"] or 0
    sealed = AuditSeal.objects.aggregate(last=Max("last"))["last"] or 0
    if newest <= sealed and not everything:
        return {}
    horizon = max(0, sealed - (SWEEP_BACK if everything else LOOK_BACK))
    held = set(_held_after(horizon))
    rows = AuditEvent.objects.filter(sequence__gt=horizon).order_by("sequence")
    found: dict[UUID, list[Entry]] = defaultdict(list)
    for sequence, district_id, mark in rows.values_list("sequence", "district_id", "mark"):
        if sequence not in held:
            found[district_id or HOUSE].append((sequence, mark))
    return found


def _held_after(horizon: int) -> Iterable[int]:
    seals = AuditSeal.objects.filter(last__gt=horizon)
    for held in seals.values_list("ranges", flat=True).iterator():
        yield from ranges.unpack(held)


def _chain(district_id: UUID, entries: list[Entry], at: datetime) -> list[AuditSeal]:
    last = AuditSeal.objects.filter(district_id=district_id).order_by("-number").first()
    before, number = (last.hash, last.number) if last else (marks.GENESIS, 0)
    written = []
    for part in batched(entries, LARGEST_SEAL):
        number += 1
        row = AuditSeal(
            district_id=district_id,
            number=number,
            ranges=ranges.pack(sequence for sequence, _ in part),
            last=part[-1][0],
            count=len(part),
            before=before,
            at=at,
        )
        before = row.hash = marks.link(marks.secret(), row, part)
        written.append(row)
    return AuditSeal.objects.bulk_create(written)


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
