"""The same questionnaire answered twice by the same child: before a day of hers, and after it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from surveys.choices import Band, Path
from surveys.models import Response

UNREADABLE = (Band.INCOMPLETE, Band.NOT_APPLICABLE)
Pair = tuple[float, float]


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
