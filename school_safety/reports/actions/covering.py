"""A district's map is frozen: once a day, for everybody the same."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lessons.queries.coverage import coverage
from school_safety.audit.events import reports as events
from school_safety.audit.record import record
from school_safety.kernel.terms import school_year
from school_safety.reports.coverage import plain
from school_safety.reports.models import CoverageMap
from school_safety.schools.models import District, School


@transaction.atomic
def freeze(*, district: District, by: Any, at: datetime) -> CoverageMap:
    """A second press on the same day gives back the first map."""
    today = localdate(at)
    year = school_year(today)
    schools = School.objects.filter(district=district).values_list("pk", flat=True)
    made, new = CoverageMap.objects.get_or_create(
        district=district,
        taken_on=today,
        defaults={
            "school_year": year,
            "taken_by": by,
            "payload": plain(coverage(schools, year)),
        },
    )
    if new:
        record(
            events.COVERAGE_FROZEN,
            by=by,
            district_id=district.pk,
            object_kind="reports.coveragemap",
            object_id=str(made.pk),
            at=at,
        )
    return made
