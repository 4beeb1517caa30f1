"""Taking an import back: what it made goes, what it changed is as it was before."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

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
from school_safety.schools.phones import phone_hash, phone_tail

MODELS: dict[str, type[models.Model]] = {
    "classroom": Classroom,
    "enrolment": Enrolment,
    "guardian": Guardian,
    "guardianship": Guardianship,
    "student": Student,
    "user": User,
}
# Children before what they hang on.
ORDER = ("guardianship", "enrolment", "student", "guardian", "user")
CHUNK = 500


@transaction.atomic
def undo_import(*, batch: ImportBatch, by: Any, at: datetime) -> ImportBatch:
    """Only the newest import can go, and only while nothing else rests on what it made."""
    row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if row.state != BatchState.WRITTEN:
        raise NotNow("import_not_written")
    later = ImportBatch.objects.filter(
        district_id=row.district_id, state=BatchState.WRITTEN, written_at__gt=row.written_at
    )
    if row.school_id:
        later = later.filter(models.Q(school_id=row.school_id) | models.Q(school=None))
    if later.exists():
        raise NotNow("import_not_newest")
    stored = row.undo
    try:
        for kind in ORDER:
            _delete(kind, stored)
        for before in reversed(stored.get("before", [])):
            _restore(before)
        _delete("classroom", stored)
    except ProtectedError as error:
        raise NotNow("import_in_use") from error
    row.state, row.undone_at, row.undo = BatchState.UNDONE, at, {}
    row.save(update_fields=["state", "undone_at", "undo"])
    record(
        events.ROSTER_UNDONE,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="schools.importbatch",
        object_id=str(row.pk),
        at=at,
    )
    return row


def _delete(kind: str, stored: dict[str, Any]) -> None:
    ids = stored.get("made", {}).get(kind, [])
    for start in range(0, len(ids), CHUNK):
        MODELS[kind]._default_manager.filter(pk__in=ids[start : start + CHUNK]).delete()


def _restore(before: dict[str, Any]) -> None:
    model = MODELS[before["kind"]]
    values = dict(before["values"])
    found = model._default_manager.filter(pk=before["pk"]).first()
    if found is None:
        return
    for name in ("born_on", "until"):
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    if "phone" in values:
        values["phone_hash"] = phone_hash(values["phone"]) if values["phone"] else ""
        values["phone_tail"] = phone_tail(values["phone"])
    for name, value in values.items():
        setattr(found, name, value)
    names = ["classroom" if name == "classroom_id" else name for name in values]
    found.save(update_fields=names)
