"""One finished wave as the reading room may show it: what was frozen, and what the talks became."""

from datetime import datetime
from typing import Any

from school_safety.audit.events import reports as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import NotNow
from surveys.actions import freezing
from surveys.choices import WaveStatus
from surveys.queries import labels
from surveys.queries import wave_figures as kept

from . import wave_calibration, wave_drift, wave_figures

Plain = dict[str, Any]


def report(wave: Any) -> Plain:
    """The protected figures of a closed wave. In the minutes after its end, while somebody may
    still be handing in, they are computed but not kept: `wave.frozen` is false."""
    if wave.status != WaveStatus.CLOSED:
        raise NotNow("wave_not_over")
    found = kept.kept(wave)
    figures = found.figures if found else freezing.computed(wave)
    before = kept.earlier(wave)
    made = wave_figures.protected(figures, slips=kept.slips(wave), asked=kept.follow_up(wave))
    return {
        "wave": _head(wave, found),
        **made,
        "calibration": wave_calibration.calibrated(wave),
        "retest": wave_calibration.steadiness(figures.get("retest")),
        "drift": wave_drift.compared(figures, before.figures, _day(before)) if before else None,
    }


def remember(wave: Any, *, at: datetime) -> None:
    """Whoever stands at the server has read it."""
    record(
        events.WAVE_REPORTED,
        district_id=wave.district_id,
        school_id=wave.school_id,
        object_kind="surveys.wave",
        object_id=str(wave.pk),
        at=at,
    )


def _head(wave: Any, found: Any) -> Plain:
    version = wave.instrument_version
    return {
        "id": str(wave.pk),
        "title": wave.title,
        "school": wave.school.name,
        "school_en": wave.school.name_en or wave.school.name,
        "instrument": version.instrument.code,
        "version": version.number,
        "content_hash": version.content_hash,
        "label": labels.label(version, wave.district_id),
        "questionnaire": version.texts["title"],
        "closed_on": (wave.closed_at or wave.closes_at).date().isoformat(),
        "frozen": found is not None,
    }


def _day(found: Any) -> str:
    return (found.wave.closed_at or found.wave.closes_at).date().isoformat()
