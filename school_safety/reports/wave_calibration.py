"""How far a questionnaire can be trusted here: what talks found, and how steady its score is.

Of all waves of one version in a district together, since one school never talks to enough. Counts
under 10 are hidden and the rest rounded to 5; a share is shown from 30 talks with either kind of child
on, in steps of 5 %, its interval rounded outwards, so that no small count can be worked back from it.
"""

import math
from collections.abc import Mapping
from typing import Any

from interventions.choices import Finding
from surveys.queries import calibration, sampled

from . import measures
from .suppression import rounded, shown
from .wave_figures import line

Plain = dict[str, Any]
LEAST = 30  # talks of one kind from which on a share is said
STEP = 0.05
NO_LOT, FEW = "no_lot", "few"
ESTIMATES = ("ppv", "npv", "sensitivity", "specificity")


def calibrated(wave: Any) -> Plain:
    """The part of `wave_report`."""
    version, district = wave.instrument_version, wave.district_id
    found = calibration.findings(version, district)
    return {
        **protected(found, calibration.verified(version, district)),
        **ranked(sampled.ranked(version, district)),
        "agreement": agreed(sampled.agreement(version, district)),
    }


def ranked(found: Any) -> Plain:
    """AUC, and the cut that would be best here: from thirty confirmed and thirty others on."""
    if found is None:
        return {"auc": None, "best_cut": None}
    area = {name: round(getattr(found.auc, name), 2) for name in ("value", "low", "high")}
    return {
        "auc": {**area, "n": rounded(found.auc.n), "confirmed": rounded(found.confirmed)},
        "best_cut": {
            "score": found.cut.score,
            "low": found.spread.low,
            "high": found.spread.high,
            "sensitivity": round(round(found.cut.sensitivity / STEP) * STEP, 2),
            "specificity": round(round(found.cut.specificity / STEP) * STEP, 2),
        },
    }


def agreed(found: Any) -> Plain | None:
    """Two who listened to the same talk: from thirty talks on, in steps as the shares."""
    if found is None or found.yes_no.n < LEAST:
        return None
    parts = {"yes_no": found.yes_no, "steps": found.steps}
    made = {name: {**(share(row) or {}), "weights": row.weights} for name, row in parts.items()}
    return {**made, "n": rounded(found.yes_no.n)}


def protected(found: Mapping[str, int], estimates: Any) -> Plain:
    """`found`: code of a finding -> how many flagged children. `why`: what keeps figures from being
    shown: "no_lot" where nobody was drawn, "few" where too few were talked to."""
    counts = {word: found.get(word, 0) for word in Finding.values}
    made: Plain = {
        "findings": line(counts, sum(counts.values())),
        "flagged_talks": measures.plain(shown(estimates.flagged_met)),
        "drawn_talks": measures.plain(shown(estimates.others_met)),
        "why": _why(estimates),
    }
    blind = not made["why"]
    return made | {
        name: share(getattr(estimates, name)) if _said(name, estimates, blind=blind) else None
        for name in ESTIMATES
    }


def _why(estimates: Any) -> str:
    if not estimates.others_met:
        return NO_LOT
    return FEW if min(estimates.flagged_met, estimates.others_met) < LEAST else ""


def _said(name: str, estimates: Any, *, blind: bool) -> bool:
    return blind or (name == "ppv" and estimates.flagged_met >= LEAST)


def share(found: Any) -> Plain | None:
    """In steps of 5 %; the interval never looks narrower than it is."""
    if found is None:
        return None
    return {
        "value": round(round(found.value / STEP) * STEP, 2),
        "low": round(math.floor(found.low / STEP + 1e-9) * STEP, 2),
        "high": round(math.ceil(found.high / STEP - 1e-9) * STEP, 2),
    }


def steadiness(found: Mapping[str, Any] | None) -> Plain | None:
    """Children who answered twice: ICC, and the least change in points that is more than noise."""
    if not found or found["n"] < LEAST:
        return None
    made = {name: round(found[name], 2) for name in ("icc", "ci_low", "ci_high")}
    made |= {name: round(found[name], 1) for name in ("sem", "srd")}
    return made | {"n": rounded(found["n"]), "model": found["model"]}
