"""Founding a district and a school."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.schools.models import District, School


@transaction.atomic
def found_district(
    *, code: str, name: str, name_en: str, hotlines: list[dict[str, str]], by: Any, at: datetime
) -> District:
    """A new world of its own."""
    row = District.objects.create(code=code, name=name, name_en=name_en, hotlines=hotlines)
    record(
        events.DISTRICT_FOUNDED,
        by=by,
        district_id=row.pk,
        object_kind="schools.district",
        object_id=str(row.pk),
        at=at,
    )
    return row


@transaction.atomic
def found_school(
    *, district: District, code: str, name: str, name_en: str, by: Any, at: datetime
) -> School:
    """A school in a district."""
    row = School.objects.create(district=district, code=code, name=name, name_en=name_en)
    record(
        events.SCHOOL_FOUNDED,
        by=by,
        district_id=district.pk,
        school_id=row.pk,
        object_kind="schools.school",
        object_id=str(row.pk),
        at=at,
    )
    return row
