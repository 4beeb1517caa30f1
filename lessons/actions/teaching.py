"""That a class was taught: one tap, and one tap to take it back on the same day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lessons.models import DeliveryRecord, LessonPage
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.schools.models import Classroom

UNDO_WITHIN = timedelta(hours=24)


@transaction.atomic
def record_taught(
    *,
    classroom: Classroom,
    lesson: LessonPage,
    taught_on: date,
    minutes: int,
    by: Any,
    at: datetime,
) -> DeliveryRecord:
    """Write it down once per class, lesson and day; a second tap gives back the first record."""
    if taught_on > localdate(at):
        raise Invalid(fields={"taught_on": "in_the_future"})
    row, new = DeliveryRecord.objects.get_or_create(
        classroom=classroom,
        lesson_page=lesson.pk,
        taught_on=taught_on,
        defaults={
            "district_id": classroom.district_id,
            "school_id": classroom.school_id,
            "lesson_title": lesson.title,
            "minutes": minutes,
            "taught_by": by,
            "recorded_at": at,
        },
    )
    if new:
        _remember(events.CLASS_TAUGHT, row, by=by, at=at)
    return row


@transaction.atomic
def undo(*, delivery: DeliveryRecord, by: Any, at: datetime) -> None:
    """Take a slip of the finger back; after a day the record stays."""
    if delivery.taught_by_id != by.pk or at - delivery.recorded_at > UNDO_WITHIN:
        raise NotNow("delivery_stays")
    _remember(events.DELIVERY_UNDONE, delivery, by=by, at=at)
    delivery.delete()


def _remember(event: Any, row: DeliveryRecord, *, by: Any, at: datetime) -> None:
    record(
        event,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="lessons.deliveryrecord",
        object_id=str(row.pk),
        facts={"lesson": row.lesson_page, "minutes": row.minutes},
        at=at,
    )
