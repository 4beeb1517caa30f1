"""That a class was taught: one tap, who missed it, and one tap to take it back on the same day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from lessons.models import Absence, DeliveryRecord, LessonPage
from lessons.queries import taught
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom

from . import programmes


@dataclass(frozen=True)
class Details:
    """What can be said of a lesson taught; everything but the minutes may be left out."""

    minutes: int
    absent: frozenset[UUID] = frozenset()
    tally: Sequence[int] = ()
    speaker: str = ""
    speaker_minutes: int = 0


@transaction.atomic
def record_taught(
    *,
    classroom: Classroom,
    lesson: LessonPage,
    taught_on: date,
    minutes: int,
    by: Any,
    at: datetime,
    key: UUID | None = None,
) -> DeliveryRecord:
    """Write it down once per class, lesson and day; a second tap gives back the first record."""
    if taught_on > localdate(at):
        raise Invalid(fields={"taught_on": "in_the_future"})
    sent = DeliveryRecord.objects.filter(taught_by=by, key=key).first() if key else None
    if sent is not None:
        return sent
    page = taught.in_chinese(lesson)
    row, new = DeliveryRecord.objects.get_or_create(
        classroom=classroom,
        lesson_page=page.pk,
        taught_on=taught_on,
        defaults={
            "district_id": classroom.district_id,
            "school_id": classroom.school_id,
            "lesson_title": page.title,
            "competency": page.competency,
            "minutes": minutes,
            "taught_by": by,
            "recorded_at": at,
            "key": key,
        },
    )
    if new:
        _remember(events.CLASS_TAUGHT, row, by=by, at=at)
        programmes.earn(row, by=by, at=at)
    return row


@transaction.atomic
def fill_in(*, delivery: DeliveryRecord, details: Details, by: Any, at: datetime) -> None:
    """Minutes, hands at the exit ticket, who came from outside, and who was not there.

    A child who was caught up in the meantime stays on the list: that was done.
    """
    children = {child.pk for child in taught.children(delivery.classroom)}
    if not details.absent <= children:
        raise Invalid(fields={"absent": "not_of_this_class"})
    delivery.minutes = details.minutes
    delivery.tally = list(details.tally) if any(details.tally) else []
    delivery.speaker = details.speaker
    delivery.speaker_minutes = details.speaker_minutes if details.speaker else 0
    delivery.save()
    delivery.absences.filter(caught_up_at=None).exclude(student__in=details.absent).delete()
    Absence.objects.bulk_create(
        (Absence(delivery=delivery, student_id=pk) for pk in sorted(details.absent)),
        ignore_conflicts=True,
    )
    absent = {"absent": len(details.absent)}
    _remember(events.DELIVERY_FILLED, delivery, by=by, at=at, facts=absent)


@transaction.atomic
def take_in(
    *,
    key: UUID,
    classroom: Classroom,
    lesson: LessonPage,
    taught_on: date,
    minutes: int,
    absent: frozenset[UUID],
    by: Any,
    at: datetime,
) -> tuple[DeliveryRecord, bool]:
    """A record that waited on a device. Sent twice it is one row; where somebody else was quicker
    the first record stands untouched, and False says so."""
    known = DeliveryRecord.objects.filter(taught_by=by, key=key).first()
    if known is not None:
        return known, True
    row = record_taught(
        classroom=classroom,
        lesson=lesson,
        taught_on=taught_on,
        minutes=minutes,
        by=by,
        at=at,
        key=key,
    )
    if row.key != key:
        return row, False
    here = absent & {child.pk for child in taught.children(classroom)}  # some may have moved since
    if here:
        details = Details(minutes=minutes, absent=here)
        fill_in(delivery=row, details=details, by=by, at=at)
    return row, True


@transaction.atomic
def catch_up(*, absences: Iterable[Absence], by: Any, at: datetime) -> int:
    """Told these children what they missed; a second tap changes nothing."""
    done = 0
    for row in absences:
        if Absence.objects.filter(pk=row.pk, caught_up_at=None).update(
            caught_up_at=at, caught_up_by=by
        ):
            done += 1
            _remember(events.ABSENCE_CAUGHT_UP, row.delivery, by=by, at=at)
    return done


@transaction.atomic
def undo(*, delivery: DeliveryRecord, by: Any, at: datetime) -> None:
    """Take a slip of the finger back; from the next day on the record stays."""
    if delivery.taught_by_id != by.pk or localdate(at) != localdate(delivery.recorded_at):
        raise NotNow("delivery_stays")
    _remember(events.DELIVERY_UNDONE, delivery, by=by, at=at)
    delivery.delete()


def _remember(
    event: Any, row: DeliveryRecord, *, by: Any, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="lessons.deliveryrecord",
        object_id=str(row.pk),
        facts={"lesson": row.lesson_page, "minutes": row.minutes, **(facts or {})},
        at=at,
    )
