"""The sentence that stands on every result: what the form is, and how far it was checked here.

The frozen text of a version ends with "not yet calibrated"; where a district has talked to enough
children, its own figures take that clause's place.
"""

from uuid import UUID

from surveys.models import InstrumentVersion

from . import sampled

OPEN = {"zh-hans": "本区校准：还没有做", "en": "local calibration: not yet calibrated"}
DONE = {
    "zh-hans": "本区校准：谈过 {n} 人，AUC {value:.2f} [{low:.2f}, {high:.2f}]",
    "en": "local calibration: n={n}, AUC={value:.2f} [{low:.2f}, {high:.2f}]",
}


def label(version: InstrumentVersion, district_id: UUID) -> dict[str, str]:
    """By language code."""
    texts: dict[str, str] = dict(version.texts["label"])
    found = sampled.local(version, district_id)
    if found is None:
        return texts
    facts = {"n": found.interviews, "value": found.value, "low": found.low, "high": found.high}
    return {
        language: text.replace(OPEN[language], DONE[language].format(**facts))
        if language in OPEN
        else text
        for language, text in texts.items()
    }
