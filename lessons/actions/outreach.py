"""Lectures, activities and brochures: planned, held, taken back; counted only once they were held."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from lessons.choices import OutreachState
from lessons.models import Outreach
from school_safety.audit.events import lessons as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import Invalid
from school_safety.schools.models import District, School


@transaction.atomic
def write(
    *, district: District, school: School | None, facts: dict[str, Any], by: Any, at: datetime
) -> Outreach:
    """A new line; one for a day that has not come is a plan."""
    row = Outreach(district=district, school=school, made_by=by, made_at=at)
    _keep(row, facts, by=by, at=at)
    return row


@transaction.atomic
def change(*, outreach: Outreach, facts: dict[str, Any], by: Any, at: datetime) -> None:
    """Held after all, called off, or with better figures."""
    _keep(outreach, facts, by=by, at=at)


def _keep(row: Outreach, facts: dict[str, Any], *, by: Any, at: datetime) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    if row.state == OutreachState.HELD and row.held_on > localdate(at):
        raise Invalid(fields={"held_on": "in_the_future"})
    if not row.speaker:
        row.speaker_minutes, row.organisation = 0, ""
    row.save()
    record(
        events.OUTREACH_WRITTEN,
        by=by,
        district_id=row.district_id,
        school_id=row.school_id,
        object_kind="lessons.outreach",
        object_id=str(row.pk),
        facts={"kind": row.kind, "state": row.state},
        at=at,
    )
