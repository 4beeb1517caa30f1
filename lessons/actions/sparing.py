"""Sparing families' time: a district's cap, and a named yes where one letter goes beyond it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lessons import policies
from lessons.models import BurdenCap, BurdenWaiver, LetterPage
from lessons.queries.burden import month
from lessons.rules import burden
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import Classroom, District

SHORTEST = 10  # characters of a reason


@transaction.atomic
def set_cap(*, district: District, minutes: int, by: Any, at: datetime) -> BurdenCap:
    """From now on; letters that were sent stay sent."""
    if not burden.LEAST <= minutes <= burden.MOST:
        raise Invalid(fields={"minutes": "minutes_odd"})
    row = BurdenCap.objects.create(district=district, minutes=minutes, set_by=by, set_at=at)
    record(
        events.BURDEN_CAP_SET, by=by, district_id=district.pk, object_kind="lessons.burdencap",
        object_id=str(row.pk), facts={"minutes": minutes}, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def waive(
    *, letter: LetterPage, classroom: Classroom, reason: str, by: Any, at: datetime
) -> BurdenWaiver:
    """Let this letter go to this class this month; the reason stands beside the name."""
    policies.check_can_send(letter, classroom, by=by)
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST:
        raise Invalid(fields={"reason": "reason_short"})
    row, new = BurdenWaiver.objects.get_or_create(
        classroom=classroom,
        letter_page=letter.pk,
        month=month(at),
        defaults={
            "district_id": classroom.district_id,
            "school_id": classroom.school_id,
            "reason": reason[:200],
            "given_by": by,
            "given_at": at,
        },
    )
    if new:
        record(
            events.BURDEN_WAIVED, by=by, district_id=classroom.district_id,
            school_id=classroom.school_id, object_kind="lessons.burdenwaiver",
            object_id=str(row.pk), facts={"page": letter.pk}, at=at,
        )  # fmt: skip
    return row
