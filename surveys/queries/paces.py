"""How long a grade usually takes for a question, from waves that were over before this one began."""

from functools import lru_cache
from statistics import median
from uuid import UUID

from surveys.choices import Path, Validity
from surveys.models import Response, Wave

from . import forms

ENOUGH = 30  # answers of the grade, below which nothing is said


def typical(wave: Wave, grade: int) -> float | None:
    """Median seconds per question; None where too few of the grade have answered.

    Only waves that had ended when this one opened, so that the same answers are judged alike for ever.
    """
    return _typical(wave.pk, grade)


@lru_cache(maxsize=512)
def _typical(wave_id: UUID, grade: int) -> float | None:
    wave = Wave.objects.get(pk=wave_id)
    seconds = Response.objects.filter(
        district_id=wave.district_id,
        wave__instrument_version_id=wave.instrument_version_id,
        wave__closed_at__lt=wave.opened_at or wave.opens_at,
        invitation__sitting__classroom__grade=grade,
        path=Path.SCREENING,
        validity=Validity.OK,
    )
    found = list(seconds.values_list("seconds", flat=True))
    if len(found) < ENOUGH:
        return None
    return median(found) / len(forms.form(wave.instrument_version_id).items)
