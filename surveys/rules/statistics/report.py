"""Everything about one matrix of answers, as the plain object that commands and pages read."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import consistency
from .answers import LISTWISE, Matrix, Missing, NotEnough, complete, used
from .components import parallel
from .ends import ends
from .factor import OMEGA, one_factor

Plain = dict[str, Any]


def report(
    answers: Matrix,
    names: Sequence[str],
    *,
    lows: Matrix,
    highs: Matrix,
    missing: Missing = LISTWISE,
) -> Plain:
    """The object of CONTRACT.md with `notes`: codes for what could not be said, or should be read
    with care. Items are turned already. Raises NotEnough where not even alpha can be computed."""
    whole = consistency.alpha(answers, missing)
    notes: list[Plain] = []
    made: Plain = {
        "n": whole.n,
        "n_items": answers.shape[1],
        "n_rows": len(answers),
        "n_complete": len(complete(answers)),
        "alpha": {
            "value": whole.value,
            "ci_low": whole.low,
            "ci_high": whole.high,
            "missing": missing,
            "interval": "feldt",
            "level": consistency.LEVEL,
        },
        "items": _items(answers, names, missing),
    }
    if whole.value < 0:
        notes.append({"code": "negative_alpha"})
    notes += [
        {"code": "constant_item", "name": name}
        for name, column in zip(names, used(answers, missing).T, strict=True)
        if len(np.unique(column[~np.isnan(column)])) < 2
    ]
    made |= _factor(answers, notes)
    made["split_half"] = _or_none("split_half", lambda: _halves(answers), notes)
    made["parallel_analysis"] = _or_none("parallel_analysis", lambda: _parallel(answers), notes)
    made |= _or_none("floor", lambda: _ends(answers, lows, highs), notes) or NO_ENDS
    made["notes"] = notes
    return made


NO_ENDS: Plain = {"floor": None, "ceiling": None, "total": None}


def _or_none(name: str, make: Callable[[], Plain], notes: list[Plain]) -> Plain | None:
    try:
        return make()
    except NotEnough as why:
        notes.append({"code": "left_out", "what": name, "why": why.code})
        return None


def _items(answers: Matrix, names: Sequence[str], missing: Missing) -> list[Plain]:
    return [
        {
            "name": name,
            "mean": part.mean,
            "sd": part.sd,
            "item_total_r": part.item_total_r,
            "alpha_if_deleted": part.alpha_if_deleted,
            "n": part.n,
        }
        for name, part in zip(names, consistency.item_parts(answers, missing), strict=True)
    ]


def _factor(answers: Matrix, notes: list[Plain]) -> Plain:
    """Omega and fit come from one solution, over complete rows whatever alpha's rule is."""
    try:
        model, fit = one_factor(answers)
    except NotEnough as why:
        notes.append({"code": "left_out", "what": "one_factor", "why": why.code})
        return {"omega": {"value": None, "variant": OMEGA}, "one_factor": None}
    if model.improper:
        notes.append({"code": "improper"})
    loadings = [float(loading) for loading in model.loadings]
    return {
        "omega": {"value": model.omega, "variant": OMEGA, "n": fit.n, "missing": LISTWISE},
        "one_factor": {
            "chi2": fit.chi2,
            "df": fit.df,
            "p": fit.p,
            "cfi": fit.cfi,
            "tli": fit.tli,
            "rmsea": fit.rmsea,
            "rmsea_ci_low": fit.rmsea_low,
            "rmsea_ci_high": fit.rmsea_high,
            "n": fit.n,
            "missing": LISTWISE,
            "loadings": loadings,
            "improper": fit.improper,
        },
    }


def _halves(answers: Matrix) -> Plain:
    found = consistency.halves(answers)
    return {
        "r": found.r,
        "spearman_brown": found.spearman_brown if np.isfinite(found.spearman_brown) else None,
        "guttman": found.guttman,
        "halves": "odd-even",
        "n": found.n,
        "missing": LISTWISE,
    }


def _parallel(answers: Matrix) -> Plain:
    found = parallel(answers)
    return {
        "components": found.components,
        "method": "principal components",
        "percentile": found.percentile,
        "draws": found.draws,
        "seed": found.seed,
        "eigenvalues": list(found.eigenvalues),
        "chance": list(found.chance),
        "n": found.n,
    }


def _ends(answers: Matrix, lows: Matrix, highs: Matrix) -> Plain:
    found = ends(answers, lows, highs)
    return {
        "floor": found.floor,
        "ceiling": found.ceiling,
        "total": {
            "min": found.lowest,
            "max": found.highest,
            "mean": found.mean,
            "sd": found.sd,
            "n": found.n,
            "floor_flagged": found.floor_flagged,
            "ceiling_flagged": found.ceiling_flagged,
        },
    }
