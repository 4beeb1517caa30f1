"""Finished waves and what was kept of them, for the reading room. Exact: protect before showing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet

from interventions.queries import outcomes
from surveys.choices import Band, InvitationState, Path, WaveStatus
from surveys.models import Flag, Invitation, Response, Wave, WaveStatistics

__all__ = ["Asked", "closed_waves", "earlier", "find", "follow_up", "kept", "slips"]


def closed_waves(**lookup: Any) -> QuerySet[Wave]:
    """Waves that have ended, newest first."""
    rows = Wave.objects.filter(status=WaveStatus.CLOSED, **lookup)
    return rows.select_related("school", "instrument_version__instrument", "statistics").order_by(
        "-closed_at", "pk"
    )


def find(text: str, school: str = "") -> list[Wave]:
    """By id, or by title (and the school's code); several where it is not clear which."""
    rows = Wave.objects.select_related("school", "instrument_version__instrument")
    if school:
        rows = rows.filter(school__code=school)
    try:
        return list(rows.filter(pk=UUID(text)))
    except (ValueError, ValidationError):
        return list(rows.filter(title=text).order_by("-opens_at")[:20])


def kept(wave: Wave) -> WaveStatistics | None:
    """What was frozen when it ended."""
    return WaveStatistics.objects.filter(wave=wave).first()


def earlier(wave: Wave) -> WaveStatistics | None:
    """The last wave of the same version at the same school before this one, if it was frozen."""
    rows = WaveStatistics.objects.filter(
        wave__school_id=wave.school_id,
        wave__instrument_version_id=wave.instrument_version_id,
        wave__closed_at__lt=wave.closed_at or wave.closes_at,
    )
    return rows.select_related("wave").order_by("-wave__closed_at").first()


def slips(wave: Wave) -> tuple[int, int]:
    """How many were invited and how many handed in; both paths count alike."""
    rows = Invitation.objects.filter(wave=wave).exclude(state=InvitationState.VOID)
    return rows.count(), rows.filter(state=InvitationState.SUBMITTED).count()


@dataclass
class Asked:
    """What asked for a talk in a wave, and what became of it: counts of children."""

    kinds: dict[str, int] = field(default_factory=dict)
    flagged: int = 0
    cases: int = 0
    talked: int = 0
    confirmed: int = 0
    dismissed: int = 0
    waiting: int = 0


def follow_up(wave: Wave) -> Asked:
    """Live, since talks go on after the wave has ended."""
    rows = Flag.objects.filter(response__wave=wave, response__withdrawn_at=None)
    counted = rows.values("kind").annotate(n=Count("response_id", distinct=True)).order_by("kind")
    since: dict[Any, Any] = {}
    for case_id, at in rows.exclude(case_id=None).values_list("case_id", "at"):
        since[case_id] = min(at, since.get(case_id, at))
    sheets = Response.objects.filter(wave=wave, path=Path.SCREENING, withdrawn_at=None)
    words = outcomes.since(since)
    return Asked(
        kinds={row["kind"]: row["n"] for row in counted},
        flagged=sheets.filter(band=Band.FLAGGED).count(),
        cases=len(since),
        talked=len(outcomes.talked(since)),
        confirmed=_count(words.values(), outcomes.CONFIRMED),
        dismissed=_count(words.values(), outcomes.DISMISSED),
        waiting=_count(words.values(), outcomes.WAITING),
    )


def _count(words: Iterable[str], word: str) -> int:
    return sum(each == word for each in words)
