"""A file's way to the books: uploaded, its columns said, checked, waiting for a yes, being written.

Checking and writing are queued work: `begin_…` answers at once, the task does the rest. What is
read of the children waits sealed, without ID numbers, and is forgotten after a day.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from school_safety.audit.events import Event
from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools import phones, queries
from school_safety.schools.choices import BatchState
from school_safety.schools.models import ColumnMemory, District, ImportBatch, School
from school_safety.schools.roster import columns, contacts, reading, stored
from school_safety.schools.roster.rows import Table, Unreadable

from . import findings
from .importing import Outcome, import_roster, prepare
from .telling import teller

WAITS = timedelta(hours=24)
STUCK = timedelta(minutes=30)
OPEN = (BatchState.COLUMNS, BatchState.CHECKING, BatchState.WAITING)
WORKING = (BatchState.CHECKING, BatchState.WRITING, BatchState.UNDOING)


@transaction.atomic(durable=True)
def keep_upload(
    *,
    tables: list[Table] | Unreadable,
    district: District,
    school: School | None,
    file_name: str,
    by: Any,
    at: datetime,
) -> ImportBatch:
    """Nothing of it is in the books yet; an earlier open file of this person is dropped."""
    mine = ImportBatch.objects.filter(district=district, school=school, made_by=by)
    for earlier in mine.filter(state__in=OPEN):
        drop_import(batch=earlier, by=by, at=at)
    row = ImportBatch(
        district=district, school=school, file_name=file_name[:200], made_by=by, made_at=at,
        touched_at=at,
    )  # fmt: skip
    if isinstance(tables, Unreadable):
        row.state, row.file_kind = BatchState.WAITING, "unreadable"
        row.findings = findings.refused([tables.problem])
    else:
        package = reading.is_package(tables)
        row.file_kind = "oneroster" if package else "sheet"
        row.state = BatchState.CHECKING if package else BatchState.COLUMNS
        row.reading = stored.pack(tables)
    row.save(force_insert=True)
    _remember(events.ROSTER_READ, row, by=by, at=at)
    return row


@transaction.atomic(durable=True)
def choose_columns(
    *, batch: ImportBatch, chosen: Mapping[str, tuple[list[str], list[str]]], by: Any, at: datetime
) -> ImportBatch:
    """signature -> (titles, codes). The school remembers; the check can begin."""
    row = _locked(batch, BatchState.COLUMNS, BatchState.WAITING)
    if row.file_kind != "sheet":
        raise NotNow("import_not_waiting")
    for titles, codes in chosen.values():
        if row.school_id is not None:
            _learn(row.school_id, titles, codes, by=by, at=at)
    row.columns = {signature: codes for signature, (_titles, codes) in chosen.items()}
    row.state, row.findings, row.counts, row.touched_at = BatchState.CHECKING, {}, {}, at
    row.save(update_fields=["columns", "state", "findings", "counts", "touched_at"])
    _remember(events.COLUMNS_CHOSEN, row, by=by, at=at)
    return row


def _learn(school_id: Any, titles: list[str], codes: list[str], *, by: Any, at: datetime) -> None:
    """Only what differs from what the titles say by themselves is worth remembering."""
    known = queries.memory_of(school_id)
    usual = columns.codes(columns.understand(titles, {}))
    for key, code, plain in zip(columns.keys(titles), codes, usual, strict=False):
        if key and (code != plain or key in known):
            ColumnMemory.objects.update_or_create(
                school_id=school_id,
                title=key,
                defaults={"code": code, "kept_at": at, "kept_by": by},
            )


def check_import(*, batch: ImportBatch, at: datetime) -> ImportBatch:
    """Compare with the books and keep what was found; nothing else is written."""
    if batch.state != BatchState.CHECKING:
        raise NotNow("import_not_waiting")
    outcome = prepared(batch, at=at)
    found, counts = findings.of(outcome), outcome.counts
    with transaction.atomic(durable=True):
        row = _locked(batch, BatchState.CHECKING)
        row.findings, row.counts = found, counts | {"problems": len(outcome.problems)}
        row.state, row.trouble, row.touched_at = BatchState.WAITING, "", at
        row.save(update_fields=["findings", "counts", "state", "trouble", "touched_at"])
    return row


def prepared(batch: ImportBatch, *, at: datetime) -> Outcome:
    """The dry run of a batch against the books as they are now."""
    read = _read(batch, at=at)
    return prepare(read, school=batch.school, district=batch.district, at=at)


def _read(batch: ImportBatch, *, at: datetime) -> reading.Reading:
    today = timezone.localdate(at)
    if batch.file_kind == contacts.KIND:
        return contacts.read(stored.unpack(batch.reading), today=today)
    try:
        return reading.interpret(
            stored.unpack(batch.reading),
            today=today,
            hasher=phones.id_hash,
            memory=queries.memory_of(batch.school_id),
            chosen=batch.columns,
        )
    except Unreadable as refusal:
        return reading.refused(refusal)


@transaction.atomic(durable=True)
def begin_writing(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """The clerk said yes; a file with problems is not written."""
    row = _locked(batch, BatchState.WAITING)
    if row.findings.get("problems"):
        raise NotNow("import_has_problems")
    return _state(row, BatchState.WRITING, at=at)


def write_import(*, batch: ImportBatch, by: Any, at: datetime) -> Outcome:
    """Compare once more with the books as they are now, then write all or nothing."""
    with transaction.atomic(durable=True):
        row = _locked(batch, BatchState.WRITING)
        outcome = import_roster(
            reading=_read(row, at=at),
            school=row.school,
            district=row.district,
            file_name=row.file_name,
            by=by,
            at=at,
            batch=row,
            told=teller(row.pk),
        )
        if outcome.batch is None:  # the books changed under it, and a row is refused now
            row.findings = findings.of(outcome)
            row.counts = outcome.counts | {"problems": len(outcome.problems)}
            row.save(update_fields=["findings", "counts"])
            _state(row, BatchState.WAITING, at=at)
    return outcome


@transaction.atomic(durable=True)
def begin_undo(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """The clerk wants it back; only what is written can be."""
    return _state(_locked(batch, BatchState.WRITTEN), BatchState.UNDOING, at=at)


@transaction.atomic
def drop_import(*, batch: ImportBatch, by: Any, at: datetime) -> None:
    """The clerk decided otherwise: what was read is forgotten."""
    row = _locked(batch, *OPEN)
    row.reading, row.findings, row.columns = {}, {}, {}
    row.save(update_fields=["reading", "findings", "columns"])
    _state(row, BatchState.DROPPED, at=at)
    _remember(events.ROSTER_DROPPED, row, by=by, at=at)


@transaction.atomic
def set_back(*, batch: ImportBatch, at: datetime) -> None:
    """Work on it ended without an end: nothing was half done, and the button is there again."""
    row = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    before = {
        BatchState.CHECKING: BatchState.WAITING,
        BatchState.WRITING: BatchState.WAITING,
        BatchState.UNDOING: BatchState.WRITTEN,
    }.get(BatchState(row.state))
    if before is not None:
        row.trouble = "stopped"
        if row.state == BatchState.CHECKING:
            row.findings = findings.refused([Unreadable("check_stopped", row.file_name).problem])
        row.save(update_fields=["trouble", "findings"])
        _state(row, before, at=at)


@transaction.atomic
def drop_stale(*, at: datetime) -> int:
    """Files that nobody said yes to within a day: what was read of the children is forgotten."""
    rows = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    stale = list(rows.filter(state__in=OPEN, made_at__lte=at - WAITS))
    for row in stale:
        drop_import(batch=row, by=None, at=at)
    return len(stale)


@transaction.atomic
def revive_stuck(*, at: datetime) -> int:
    """Work whose worker is gone: the transaction took everything back, the state did not."""
    rows = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True).order_by("pk")
    stuck = list(rows.filter(state__in=WORKING, touched_at__lte=at - STUCK))
    for row in stuck:
        set_back(batch=row, at=at)
    return len(stuck)


def _locked(batch: ImportBatch, *states: BatchState) -> ImportBatch:
    row = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.state not in states:
        raise NotNow("import_not_waiting")
    return row


def _state(row: ImportBatch, state: BatchState, *, at: datetime) -> ImportBatch:
    row.state, row.touched_at = state, at
    if state in WORKING:
        row.trouble = ""
    row.save(update_fields=["state", "touched_at", "trouble"])
    return row


def _remember(event: Event, row: ImportBatch, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="schools.importbatch",
        object_id=str(row.pk),
        at=at,
    )
