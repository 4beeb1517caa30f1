"""What a district's classes have gained is frozen: once a day, for everybody the same."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lessons.queries import learned
from school_safety.audit.events import reports as events
from school_safety.audit.record import record
from school_safety.kernel.terms import FIRST_MONTH, school_year
from school_safety.reports.growth import plain
from school_safety.reports.models import QuizGrowth
from school_safety.schools.models import District


@transaction.atomic
def freeze_growth(*, district: District, by: Any, at: datetime) -> QuizGrowth:
    """This school year's classes; a second press on the same day gives back the first figures."""
    today = localdate(at)
    since = date(school_year(today), FIRST_MONTH, 1)
    known = QuizGrowth.objects.filter(district=district, taken_on=today).first()
    if known is not None:
        return known
    runs = learned.asked_in(district.pk, since)
    made, new = QuizGrowth.objects.get_or_create(
        district=district,
        taken_on=today,
        defaults={
            "since": since,
            "taken_by": by,
            "payload": plain(learned.gained(runs), learned.wordings(runs)),
        },
    )
    if new:
        record(
            events.GROWTH_FROZEN,
            by=by,
            district_id=district.pk,
            object_kind="reports.quizgrowth",
            object_id=str(made.pk),
            at=at,
        )
    return made
