"""Does an item work otherwise for one group than for another of the same total (DIF)?

Two-valued items: Mantel-Haenszel over strata of the total (the item included), D-DIF = -2.35 ln
alpha_MH with the Robins-Breslow-Greenland error; ETS classes A, B, C (Holland & Thayer 1988; Dorans
& Holland 1993: C is at least 1.5 in size and significantly above 1; A is under 1 in size or not
significantly different from 0). Strata in which a group or an answer is empty are dropped.
Any ordered item: likelihood ratio of logistic (two values) or proportional-odds models with the
z-scaled total, + group (uniform), + group x total (non-uniform) (Swaminathan & Rogers 1990; Zumbo
1999). p-values by Holm (1979) over the items. Nothing is said with fewer than 200 in a group.
"""

import math
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, norm
from statsmodels.discrete.discrete_model import Logit
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from .answers import Matrix, NotEnough

LEAST = 200
Group = NDArray[np.bool_]


@dataclass(frozen=True)
class MantelHaenszel:
    """`odds` > 1: the reference group says yes more often at the same total; `delta` is then < 0."""

    odds: float
    delta: float
    se: float
    p: float
    ets: str
    strata: int


@dataclass(frozen=True)
class Ratio:
    """Likelihood ratios with one degree of freedom each; p not yet adjusted."""

    uniform: float
    uniform_p: float
    non_uniform: float
    non_uniform_p: float


@dataclass(frozen=True)
class ItemBias:
    """One item; `holm` are the adjusted p of (uniform, non-uniform), None where a model failed."""

    mantel_haenszel: MantelHaenszel | None
    ratio: Ratio | None
    holm: tuple[float, float] | None


def bias(
    answers: Matrix, focal: Group, *, yes: Matrix | None = None, least: int = LEAST
) -> list[ItemBias]:
    """Complete rows only. `focal` marks the group that is compared with the rest; `yes` (1, 0) is
    what counts as a yes to items of more than two values, for Mantel-Haenszel."""
    keep = ~np.isnan(answers).any(axis=1)
    rows, group = answers[keep], focal[keep]
    if min(int(group.sum()), int((~group).sum())) < least:
        raise NotEnough("group")
    ends = rows == rows.max(axis=0) if yes is None else yes[keep] > 0
    total = rows.sum(axis=1)
    found = []
    for column, end in zip(rows.T, ends.T, strict=True):
        two = yes is not None or len(np.unique(column)) == 2
        table = mantel_haenszel(end, group, total) if two else None
        found.append((table, likelihood_ratio(column, group, total)))
    ratios = [ratio for _table, ratio in found if ratio is not None]
    adjusted = iter(
        zip(
            _holm([each.uniform_p for each in ratios]),
            _holm([each.non_uniform_p for each in ratios]),
            strict=True,
        )
    )
    return [ItemBias(table, ratio, next(adjusted) if ratio else None) for table, ratio in found]


def _holm(values: list[float]) -> list[float]:
    return [float(p) for p in multipletests(values, method="holm")[1]] if values else []


def mantel_haenszel(yes: Group, focal: Group, strata: Matrix) -> MantelHaenszel | None:
    """None where no stratum holds both groups and both answers."""
    tables = []
    for stratum in np.unique(strata):
        here = strata == stratum
        table = np.array(
            [
                [(yes & ~focal & here).sum(), (~yes & ~focal & here).sum()],
                [(yes & focal & here).sum(), (~yes & focal & here).sum()],
            ],
            dtype=float,
        )
        if (table.sum(axis=0) > 0).all() and (table.sum(axis=1) > 0).all():
            tables.append(table)
    if not tables:
        return None
    pooled = StratifiedTable(tables)
    odds = float(pooled.oddsratio_pooled)
    if not 0 < odds < math.inf:
        return None
    delta, se = -2.35 * math.log(odds), 2.35 * float(pooled.logodds_pooled_se)
    p = float(pooled.test_null_odds(correction=True).pvalue)
    return MantelHaenszel(odds, delta, se, p, ets(delta, se, p), len(tables))


def ets(delta: float, se: float, p: float) -> str:
    """A negligible, B moderate, C large."""
    if abs(delta) < 1 or p >= 0.05:
        return "A"
    above_one = (abs(delta) - 1) / se > float(norm.ppf(0.95))
    return "C" if abs(delta) >= 1.5 and above_one else "B"


def likelihood_ratio(item: Matrix, focal: Group, total: Matrix) -> Ratio | None:
    """None where the item never varies or a model does not converge."""
    spread = float(total.std())
    if len(np.unique(item)) < 2 or spread == 0:
        return None
    z = (total - total.mean()) / spread
    group = focal.astype(float)
    codes = np.searchsorted(np.unique(item), item)
    columns = [z, group, z * group]
    found = [_log_likelihood(codes, np.column_stack(columns[: 1 + more])) for more in range(3)]
    if None in found:
        return None
    plain, uniform, both = (float(value or 0) for value in found)
    one, two = max(2 * (uniform - plain), 0.0), max(2 * (both - uniform), 0.0)
    return Ratio(one, float(chi2.sf(one, 1)), two, float(chi2.sf(two, 1)))


def _log_likelihood(codes: NDArray[Any], columns: Matrix) -> float | None:
    """Logistic for two values, proportional odds for more; None where it does not converge."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if codes.max() == 1:
                with_one = np.column_stack([np.ones(len(codes)), columns])
                fit = Logit(codes, with_one).fit(disp=0, maxiter=200)
            else:
                model = OrderedModel(codes, columns, distr="logit")
                fit = model.fit(method="bfgs", disp=0, maxiter=500, gtol=1e-6)
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return None
    value = float(fit.llf)
    return value if fit.mle_retvals["converged"] and math.isfinite(value) else None
