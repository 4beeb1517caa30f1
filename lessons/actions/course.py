"""The early-sign course: finished, and a year later asked for again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lessons.models import CourseDone
from lessons.queries import course as queries
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Absent
from school_safety.notices.outbox import post

from . import shelf

EDITION = 20


def text(language: str) -> dict[str, Any]:
    """Its words, in Chinese where there is no translation."""
    return shelf.read("course", queries.COURSE, language if language == "en" else "zh-hans")


@transaction.atomic
def finish(*, by: Any, at: datetime) -> CourseDone:
    """Read to its end today; a second press is the same day."""
    if not policy.holds(by, Permission.PROGRAMME_READ):
        raise Absent
    roles = sorted(policy.roles_of(by), key=lambda each: each.school_id is None)
    home = next(each for each in roles if each.district_id)
    unit = {"district_id": home.district_id, "school_id": home.school_id}
    row, new = CourseDone.objects.get_or_create(
        user=by,
        course=queries.COURSE,
        done_on=localdate(at),
        defaults=unit | {"edition": text("zh-hans")["edition"][:EDITION]},
    )
    if new:
        record(
            events.COURSE_FINISHED,
            by=by,
            district_id=row.district_id,
            school_id=row.school_id,
            object_kind="lessons.coursedone",
            object_id=str(row.pk),
            at=at,
        )
    return row


def remind_due(*, at: datetime) -> int:
    """Whoever read it a year ago is asked once, each in a transaction of her own."""
    told = 0
    for row in queries.to_remind(at):
        with transaction.atomic():
            claimed = CourseDone.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=at)
            if claimed:
                post(
                    "course_again",
                    to=row.user,
                    district_id=row.district_id,
                    school_id=row.school_id,
                    about_kind="lessons.coursedone",
                    about_id=row.pk,
                    url_name="lessons:course_show",
                    key=f"course:{row.pk}",
                    at=at,
                )
                told += 1
    return told
