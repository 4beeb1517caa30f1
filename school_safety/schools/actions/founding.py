"""Founding a district and a school, and the settings that families see."""

from datetime import datetime
from typing import Any

from django.db import transaction

from school_safety.audit.events import office as events
from school_safety.audit.record import record
from school_safety.schools.models import District, Guardianship, School


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


@transaction.atomic
def set_authority(*, link: Guardianship, authority: str, by: Any, at: datetime) -> Guardianship:
    """What this guardian may decide and see for this child from now on."""
    link.authority = authority
    link.save(update_fields=["authority"])
    _remember(events.AUTHORITY_SET, link, by=by, at=at, facts={"authority": authority})
    return link


@transaction.atomic
def set_hold(*, link: Guardianship, held: bool, by: Any, at: datetime) -> Guardianship:
    """A protective hold hides everything from this guardian, without any visible sign."""
    link.held_at, link.held_by = (at, by) if held else (None, None)
    link.save(update_fields=["held_at", "held_by"])
    event = events.HOLD_SET if held else events.HOLD_LIFTED
    _remember(event, link, by=by, at=at)
    return link


def _remember(
    event: Any, link: Guardianship, *, by: Any, at: datetime, facts: dict[str, str] | None = None
) -> None:
    record(
        event,
        by=by,
        district_id=link.student.district_id,
        school_id=link.student.school_id,
        student_id=link.student_id,
        object_kind="schools.guardianship",
        object_id=str(link.pk),
        facts=facts or {},
        at=at,
    )
