"""The same questionnaire answered twice by the same child: before a day of hers and after it, or
twice while nothing was done for her, which tells how steady the questionnaire itself is."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Q

from interventions.queries import care
from surveys.choices import Band, Path, Validity
from surveys.models import Response

UNREADABLE = (Band.INCOMPLETE, Band.NOT_APPLICABLE)
Pair = tuple[float, float]
SOONEST, LATEST = timedelta(days=7), timedelta(days=100)  # between the two of a retest
Told = list[tuple[datetime, int]]


def pairs(days: Mapping[UUID, datetime]) -> dict[str, list[Pair]]:
    """Per questionnaire: the last score before each child's day and the last one after it."""
    rows = Response.objects.filter(
        student_id__in=list(days), path=Path.SCREENING, withdrawn_at=None, score__isnull=False
    ).exclude(band__in=UNREADABLE)
    found: dict[tuple[str, UUID], list[tuple[datetime, int]]] = defaultdict(list)
    for code, student, at, score in rows.order_by("submitted_at").values_list(
        "wave__instrument_version__instrument__code", "student_id", "submitted_at", "score"
    ):
        found[code, student].append((at, score or 0))
    made: dict[str, list[Pair]] = defaultdict(list)
    for (code, student), told in found.items():
        before = [score for at, score in told if at <= days[student]]
        after = [score for at, score in told if at > days[student]]
        if before and after:
            made[code].append((before[-1], after[-1]))
    return dict(made)


def retests(version_id: UUID, district_id: UUID) -> list[Pair]:
    """Scores of children who answered this version twice, a week to a hundred days apart, and had no
    open case from the first time to the second; the last such pair of each."""
    rows = Response.objects.filter(
        district_id=district_id,
        wave__instrument_version_id=version_id,
        path=Path.SCREENING,
        withdrawn_at=None,
        score__isnull=False,
    ).exclude(Q(band__in=UNREADABLE) | Q(validity=Validity.INVALID))
    told: dict[UUID, Told] = defaultdict(list)
    for student, at, score in rows.order_by("submitted_at").values_list(
        "student_id", "submitted_at", "score"
    ):
        told[student].append((at, score or 0))
    again = {student: sheets for student, sheets in told.items() if len(sheets) > 1}
    cared = care.spans(again)
    made = (_last_pair(sheets, cared.get(student, [])) for student, sheets in again.items())
    return [pair for pair in made if pair is not None]


def _last_pair(sheets: Told, cared: list[care.Span]) -> Pair | None:
    fit = [
        (float(before), float(after))
        for (first, before), (second, after) in pairwise(sheets)
        if SOONEST <= second - first <= LATEST
        and not any(a < second and (b is None or b > first) for a, b in cared)
    ]
    return fit[-1] if fit else None
