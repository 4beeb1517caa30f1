"""Everything that is kept of a finished wave: aggregates only, as one plain object.

Answers that asked to be asked again (invalid) and those to whom the form did not apply stay out of
the figures; the answers are read once with and once without the cases of caution.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import careless, consistency, shares
from .agreement import retest
from .answers import LISTWISE, Matrix, NotEnough
from .bias import ItemBias, bias
from .report import report

Plain = dict[str, Any]
FLAGGED, NOT_APPLICABLE = 3, 8  # rules.scoring.Band
OK, INVALID = 0, 2  # rules.validity.Validity
SCHEMA = 1
LEAST_DISTANCE_ITEMS = 10


@dataclass(frozen=True)
class WaveData:
    """One row per answer sheet. `answers`: values of the scored items, turned; `met`: whether each
    criterion is met (NaN unknown); `counted`: the score is the number of criteria met."""

    names: tuple[str, ...]
    answers: Matrix
    met: Matrix
    counted: bool
    lows: Matrix
    highs: Matrix
    choices: Matrix
    scores: Matrix
    bands: NDArray[np.int64]
    validity: NDArray[np.int64]
    boarding: NDArray[np.str_]
    sexes: NDArray[np.str_]
    grades: NDArray[np.int64]
    classes: NDArray[np.int64]

    def only(self, rows: NDArray[np.bool_]) -> "WaveData":
        """These sheets."""
        return WaveData(
            self.names,
            self.answers[rows],
            self.met[rows],
            self.counted,
            self.lows,
            self.highs,
            self.choices[rows],
            self.scores[rows],
            self.bands[rows],
            self.validity[rows],
            self.boarding[rows],
            self.sexes[rows],
            self.grades[rows],
            self.classes[rows],
        )


def figures(data: WaveData) -> Plain:
    """The object that is sealed when a wave has ended. Exact: nothing here is protected yet."""
    applies = data.bands != NOT_APPLICABLE
    kept = data.only(applies & (data.validity != INVALID))
    sure = data.only(applies & (data.validity == OK))
    return {
        "schema": SCHEMA,
        "sheets": len(data.bands),
        "bands": _tally(data.bands),
        "validity": _tally(data.validity),
        "by": _by(data),
        "answers": _answers(kept),
        "without_caution": _answers(sure) if len(sure.bands) < len(kept.bands) else None,
        "score": _score(kept),
        "histogram": _histogram(kept),
        "bias": {"sex": _sex(kept), "grade": _grade(kept)},
        "design": _design(kept),
        "careless": _careless(kept),
    }


def again(pairs: Sequence[tuple[float, float]]) -> Plain | None:
    """Steadiness of the score over children measured twice; None where it cannot be computed."""
    try:
        found = retest(np.array(pairs, dtype=float).reshape(len(pairs), 2))
    except NotEnough:
        return None
    return {
        "icc": found.icc,
        "ci_low": found.low,
        "ci_high": found.high,
        "sem": found.sem,
        "srd": found.srd,
        "n": found.n,
        "model": "ICC(A,1)",
    }


def _tally(codes: NDArray[np.int64]) -> dict[str, int]:
    values, counts = np.unique(codes, return_counts=True)
    return {str(value): int(n) for value, n in zip(values, counts, strict=True)}


def _by(data: WaveData) -> list[Plain]:
    """Rows of grade, sex, boarding, band, n over all sheets."""
    traits = (data.grades, data.sexes, data.boarding, data.bands)
    keys = zip(*(trait.tolist() for trait in traits), strict=True)
    return [
        {"grade": grade, "sex": sex, "boarding": boarding, "band": band, "n": n}
        for (grade, sex, boarding, band), n in sorted(Counter(keys).items())
    ]


def _answers(data: WaveData) -> Plain | None:
    """The object of item_statistics, and per item how many did not give its commonest answer."""
    try:
        made = report(data.answers, data.names, lows=data.lows, highs=data.highs)
    except (NotEnough, ValueError):
        return None
    rows = data.answers[~np.isnan(data.answers).any(axis=1)]
    for row, column in zip(made["items"], rows.T, strict=True):
        row["away"] = int(len(column) - np.unique(column, return_counts=True)[1].max())
    return made


def _score(data: WaveData) -> Plain | None:
    """The score itself: spread, and the alpha that belongs to it (of criteria met, if it counts)."""
    known = data.scores[~np.isnan(data.scores)]
    if len(known) < 2:
        return None
    made: Plain = {
        "n": len(known),
        "mean": float(known.mean()),
        "sd": float(known.std(ddof=1)),
        "alpha": None,
    }
    try:
        found = consistency.alpha(data.met if data.counted else data.answers, LISTWISE)
    except NotEnough:
        return made
    made["alpha"] = {"value": found.value, "ci_low": found.low, "ci_high": found.high, "n": found.n}
    return made


def _histogram(data: WaveData) -> list[Plain]:
    """Rows of grade, sex, score, n: norms of one wave, or of several together, come from these."""
    known = data.only(~np.isnan(data.scores))
    scores = known.scores.astype(int).tolist()
    keys = zip(known.grades.tolist(), known.sexes.tolist(), scores, strict=True)
    return [
        {"grade": grade, "sex": sex, "score": score, "n": n}
        for (grade, sex, score), n in sorted(Counter(keys).items())
    ]


def _sex(data: WaveData) -> Plain:
    known = data.only((data.sexes == "f") | (data.sexes == "m"))
    return _bias(known, known.sexes == "f", "f", "m")


def _grade(data: WaveData) -> Plain:
    """The upper half of the grades against the lower."""
    grades = np.unique(data.grades)
    if len(grades) < 2:
        return {"why": "one_group", "items": None}
    first = int(grades[len(grades) // 2])
    upper = data.grades >= first
    return _bias(data, upper, f">={first}", f"<{first}")


def _bias(data: WaveData, focal: NDArray[np.bool_], name: str, other: str) -> Plain:
    groups = {"focal": name, "reference": other}
    try:
        found = bias(data.answers, focal, yes=data.met if data.counted else None)
    except NotEnough as why:
        return {**groups, "why": why.code, "items": None}
    items = [{"name": each, **_biased(row)} for each, row in zip(data.names, found, strict=True)]
    return {**groups, "why": "", "items": items}


def _biased(row: ItemBias) -> Plain:
    table = row.mantel_haenszel
    return {
        "delta": table.delta if table else None,
        "ets": table.ets if table else None,
        "p_uniform": row.holm[0] if row.holm else None,
        "p_non_uniform": row.holm[1] if row.holm else None,
    }


def _design(data: WaveData) -> Plain | None:
    found = shares.design((data.bands == FLAGGED).astype(float), data.classes)
    if found is None:
        return None
    return {"rho": found.rho, "effect": found.effect, "classes": found.classes, "n": found.n}


def _careless(data: WaveData) -> Plain:
    """How many look odd by each sign; a sign that cannot be computed is None."""
    made: Plain = {"far": None, "one_answer": None, "n": len(data.bands)}
    if len(data.bands) and data.choices.shape[1]:
        full = data.choices.shape[1] - np.isnan(data.choices).sum(axis=1)
        runs = careless.longest_runs(data.choices)
        made["one_answer"] = int(((runs == full) & (full > 1)).sum())
    if len(data.names) >= LEAST_DISTANCE_ITEMS:
        with suppress(NotEnough):
            made["far"] = int(np.nansum(careless.mahalanobis(data.answers).unlikely))
    return made
