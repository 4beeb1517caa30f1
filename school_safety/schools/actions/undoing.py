"""Taking an import back: what it changed and nobody touched since is as before; the rest is listed."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from school_safety.accounts.models import User
from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from school_safety.schools.choices import BatchState
from school_safety.schools.models import (
    Classroom,
    Enrolment,
    Guardian,
    Guardianship,
    ImportBatch,
    Student,
)
from school_safety.schools.phones import kept

from .traces import made_of, plain
from .unmaking import Unmaking

MODELS: dict[str, type[models.Model]] = {
    "classroom": Classroom,
    "enrolment": Enrolment,
    "guardian": Guardian,
    "guardianship": Guardianship,
    "student": Student,
    "user": User,
}
PLACE = {"classroom_id", "status"}  # whoever changes one of them changes where she stays
DATES = ("born_on", "until")
CHUNK = 500


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """What cannot go back stays and stands in `findings["stayed"]`: kind, id, fields, why."""
    row = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.state not in {BatchState.WRITTEN, BatchState.UNDOING}:
        raise NotNow("import_not_written")
    stored = row.undo
    made = made_of(stored)
    stayed = [*_restore(stored.get("before", []), [*made.get("enrolment", {})])]
    stayed += Unmaking(made).run()
    row.state, row.undone_at, row.undo = BatchState.UNDONE, at, {}
    row.findings = {"stayed": stayed}
    row.counts = row.counts | {"stayed": len(stayed)}
    row.save(update_fields=["state", "undone_at", "undo", "findings", "counts"])
    record(
        events.ROSTER_UNDONE,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="schools.importbatch",
        object_id=str(row.pk),
        facts={"stayed": len(stayed)},
        at=at,
    )
    return row


def _restore(entries: list[dict[str, Any]], stays: list[str]) -> Iterator[dict[str, Any]]:
    """Every changed row that is still as the import left it; the others are named."""
    touched = _touched(entries)
    moved = [e for e in entries if e["kind"] == "student" and PLACE & e["values"].keys()]
    back = {e["pk"] for e in moved if not touched.get(("student", e["pk"]), set()) & PLACE}
    for chunk in _chunks([*back]):  # the new stay goes first: nobody has two current ones
        for ids in _chunks(stays):
            Enrolment.objects.filter(pk__in=ids, student_id__in=chunk).delete()
    for entry in reversed(entries):
        kind, of = entry["kind"], entry.get("of")
        changed = touched.get((kind, entry["pk"]), set())
        if kind == "enrolment" and of not in back:
            continue
        names = [name for name in entry["values"] if name not in changed]
        if names:
            _put_back(kind, entry, names)
        if changed:
            why = "gone" if changed == {"*"} else "changed"
            yield {"kind": kind, "id": of or entry["pk"], "fields": sorted(changed), "why": why}


def _touched(entries: list[dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """(kind, pk) -> fields that are no longer as the import left them; "*" for rows that are gone."""
    found: dict[tuple[str, str], set[str]] = {}
    for kind, model in MODELS.items():
        mine = [entry for entry in entries if entry["kind"] == kind]
        for chunk in _chunks([entry["pk"] for entry in mine]):
            rows = model._default_manager.in_bulk(chunk)
            now = {str(pk): row for pk, row in rows.items()}
            for entry in mine:
                if entry["pk"] not in chunk:
                    continue
                row = now.get(entry["pk"])
                changed = {
                    name
                    for name, value in entry["after"].items()
                    if row is not None and plain(getattr(row, name)) != value
                }
                if row is None:
                    changed = {"*"}
                if changed:
                    found.setdefault((kind, entry["pk"]), set()).update(changed)
    return found


def _put_back(kind: str, entry: dict[str, Any], names: list[str]) -> None:
    row = MODELS[kind]._default_manager.filter(pk=entry["pk"]).first()
    if row is None:
        return
    values = {name: entry["values"][name] for name in names}
    for name in DATES:
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    if "phone" in values:
        values |= kept(values["phone"])
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["classroom" if name == "classroom_id" else name for name in values])


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[at : at + CHUNK] for at in range(0, len(ids), CHUNK))
