"""Finished waves of a district, for the reading room: schools and counts, no child."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from surveys.choices import InvitationState, WaveStatus
from surveys.models import Wave


@dataclass(frozen=True)
class FinishedWave:
    """One closed wave of one school. Both paths count alike in `invited` and `done`."""

    wave: Wave
    school: str
    school_en: str
    instrument: str
    closed_at: datetime
    invited: int
    done: int


def finished_waves(
    district_id: UUID, *, instrument: str = "", without: Iterable[UUID] = ()
) -> list[FinishedWave]:
    """Closed waves, by questionnaire and school; `without` leaves out what is published already."""
    live = ~Q(invitations__state=InvitationState.VOID)
    rows = (
        Wave.objects.filter(district_id=district_id, status=WaveStatus.CLOSED)
        .exclude(pk__in=list(without))
        .select_related("school", "instrument_version__instrument")
        .annotate(
            invited=Count("invitations", filter=live),
            done=Count("invitations", filter=Q(invitations__state=InvitationState.SUBMITTED)),
        )
        .order_by("instrument_version__instrument__code", "school__code", "closed_at")
    )
    if instrument:
        rows = rows.filter(instrument_version__instrument__code=instrument)
    return [
        FinishedWave(
            wave=row,
            school=row.school.name,
            school_en=row.school.name_en or row.school.name,
            instrument=row.instrument_version.instrument.code,
            closed_at=row.closed_at or row.closes_at,
            invited=row.invited,
            done=row.done,
        )
        for row in rows
    ]


def class_progress(school_ids: Iterable[UUID]) -> list[Any]:
    """How far each class of the open and finished waves has come: a school's own work figures."""
    live = ~Q(sittings__classroom=None)
    return list(
        Wave.objects.filter(
            live, school_id__in=list(school_ids), status__in=[WaveStatus.OPEN, WaveStatus.CLOSED]
        )
        .values(
            "id",
            "title",
            "status",
            "opens_at",
            "school__name",
            "sittings__classroom__name",
            "sittings__classroom__grade",
            "sittings__classroom__number",
        )
        .annotate(
            invited=Count(
                "sittings__invitations",
                filter=~Q(sittings__invitations__state=InvitationState.VOID),
            ),
            done=Count(
                "sittings__invitations",
                filter=Q(sittings__invitations__state=InvitationState.SUBMITTED),
            ),
        )
        .order_by("-opens_at", "title", "sittings__classroom__grade", "sittings__classroom__number")
    )
