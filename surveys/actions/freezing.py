"""When a wave has ended and nobody is in the middle any more, its figures are taken, once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from school_safety.audit.events import surveys as events
from surveys import policies
from surveys.choices import SheetState, WaveStatus
from surveys.models import Wave, WaveStatistics

from .memory import remember_wave

OUT = (SheetState.PRINTED, SheetState.KEYED, SheetState.DIFFERING)


def freeze_due(*, at: datetime) -> int:
    """Every closed wave that has no figures yet; answers how many were taken."""
    waiting = Wave.objects.filter(
        status=WaveStatus.CLOSED, closed_at__lte=at - policies.GRACE, statistics=None
    ).order_by("closed_at")
    due = (wave for wave in waiting if is_due(wave, at))
    return sum(freeze_wave(wave=wave, at=at) is not None for wave in due)


def is_due(wave: Wave, at: datetime) -> bool:
    """It has ended, the grace of whoever was in the middle is over, and no paper is on its way."""
    if wave.status != WaveStatus.CLOSED or wave.closed_at is None:
        return False
    if at < wave.closed_at + policies.GRACE:
        return False
    return at >= policies.paper_until(wave) or not wave.sheets.filter(state__in=OUT).exists()


def freeze_wave(*, wave: Wave, at: datetime) -> WaveStatistics | None:
    """Take the figures of one wave; None where they were taken before.

    They are computed outside the transaction: minutes for a large district, and nothing changes.
    """
    if WaveStatistics.objects.filter(wave=wave).exists():
        return None
    figures = computed(wave)
    try:
        return _keep(wave, figures, at)
    except IntegrityError:  # a twin of this job was quicker
        return None


def computed(wave: Wave) -> dict[str, Any]:
    """The figures as they are now. The statistics libraries load here, not when the house starts."""
    from surveys.queries.repeated import retests
    from surveys.queries.wave_answers import wave_data
    from surveys.rules.statistics.wave import again, figures

    twice = retests(wave.instrument_version_id, wave.district_id)
    return figures(wave_data(wave)) | {"retest": again(twice)}


@transaction.atomic
def _keep(wave: Wave, figures: dict[str, Any], at: datetime) -> WaveStatistics:
    made = WaveStatistics.objects.create(
        district_id=wave.district_id, wave=wave, figures=figures, taken_at=at
    )
    remember_wave(events.WAVE_COUNTED, wave, by=None, at=at)
    return made
