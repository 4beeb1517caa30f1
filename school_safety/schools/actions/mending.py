"""A clerk corrects one student by hand; from then on no file changes that field back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import FieldLock, Student
from school_safety.schools.roster import names

MENDED = ("name", "sex", "born_on", "number", "boarding")


@transaction.atomic(durable=True)
def mend_student(
    *, student: Student, values: dict[str, str | date | None], by: Any, at: datetime
) -> list[str]:
    """Set these fields and lock those that are different now; answers which."""
    row = Student.objects.select_for_update(of=("self",)).select_related("user").get(pk=student.pk)
    changed = [name for name in MENDED if name in values and values[name] != getattr(row, name)]
    number = values.get("number")
    others = Student.objects.filter(school_id=row.school_id, number=number).exclude(pk=row.pk)
    if "number" in changed and number and others.exists():
        raise Invalid(fields={"number": "number_taken"})
    for name in changed:
        setattr(row, name, values[name])
        FieldLock.objects.update_or_create(
            student=row, field=name, defaults={"locked_at": at, "locked_by": by}
        )
    if changed:
        row.name_key = names.key(row.name)
        row.save(update_fields=[*changed, "name_key"])
        if "name" in changed and row.user:
            row.user.name = row.name
            row.user.save(update_fields=["name"])
        _remember(events.STUDENT_MENDED, row, changed, by=by, at=at)
    return changed


@transaction.atomic(durable=True)
def lift_lock(*, lock: FieldLock, student: Student, by: Any, at: datetime) -> None:
    """The next roster may change the field again, of this student or of a guardian of hers."""
    _remember(events.LOCK_LIFTED, student, [lock.field], by=by, at=at)
    lock.delete()


def _remember(event: Any, student: Student, fields: list[str], *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=student.district_id,
        school_id=student.school_id,
        student_id=student.pk,
        object_kind="schools.student",
        object_id=str(student.pk),
        facts={"fields": fields},
        at=at,
    )
