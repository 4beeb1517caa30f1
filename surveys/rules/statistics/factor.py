"""One common factor by maximum likelihood: how well it fits, and McDonald's omega total.

The discrepancy F = ln|S*| + tr(R S*^-1) - ln|R| - k with S* = l l' + diag(u) does not change when an
item is measured in other units, so the correlation matrix gives the same fit as the covariance
matrix: chi2 = n F as lavaan's default, baseline chi2 = -n ln|R| (independent items).
CFI Bentler 1990 (Psychol Bull 107:238-246), TLI Tucker & Lewis 1973, RMSEA Steiger & Lind 1980.
omega = (sum l)^2 / ((sum l)^2 + sum u) (McDonald 1999, Test Theory), here from the correlations.
Always over complete rows.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize, stats

from .answers import Matrix, NotEnough, complete, correlation, covariance

LEAST_UNIQUE = 0.005  # as R's factanal: below it the solution is improper (Heywood)
OMEGA = "ml-correlation"


@dataclass(frozen=True)
class OneFactor:
    """`loadings` are standardised; `improper`: a unique variance would be zero or below."""

    loadings: Matrix
    uniquenesses: Matrix
    discrepancy: float
    n: int
    improper: bool

    @property
    def omega(self) -> float:
        """McDonald's omega total of the sum of standardised items."""
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.uniquenesses.sum()))


@dataclass(frozen=True)
class Fit:
    """`tli` and `rmsea` as lavaan gives them; df 0 fits perfectly by construction."""

    chi2: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    n: int
    improper: bool


def one_factor(answers: Matrix) -> tuple[OneFactor, Fit]:
    """Fit one factor to the complete rows. Refuses fewer than three items, constant or dependent
    items, and fewer people than items + 1."""
    rows = complete(answers)
    n, items = rows.shape
    if items < 3:
        raise NotEnough("items")
    if n <= items:
        raise NotEnough("people")
    correlations = correlation(covariance(rows))
    return fitted(correlations, n)


def fitted(correlations: Matrix, n: int) -> tuple[OneFactor, Fit]:
    """The same from a correlation matrix of n people."""
    sign, logdet = np.linalg.slogdet(correlations)
    if sign <= 0 or float(np.linalg.eigvalsh(correlations)[0]) < 1e-10:
        raise NotEnough("singular")
    uniquenesses = _minimise(correlations)
    loadings, discrepancy = _loadings(correlations, uniquenesses)
    improper = bool((uniquenesses <= LEAST_UNIQUE * 1.001).any())
    model = OneFactor(loadings, uniquenesses, discrepancy, n, improper)
    best = min(discrepancy, _unbounded(correlations, model)) if improper else discrepancy
    return model, _fit(max(best, 0.0), float(logdet), len(correlations), n, improper)


def _concentrated(uniquenesses: Matrix, correlations: Matrix) -> tuple[float, Matrix]:
    """F at the best loadings for these uniquenesses, and its gradient (Jöreskog 1967)."""
    scale = 1 / np.sqrt(uniquenesses)
    values, vectors = linalg.eigh(correlations * np.outer(scale, scale))
    rest = values[:-1]  # all but the largest
    found = float((rest - np.log(rest) - 1).sum())
    loadings = np.sqrt(max(values[-1] - 1, 0.0)) * vectors[:, -1] / scale
    implied = np.outer(loadings, loadings) + np.diag(uniquenesses)
    gradient = np.diag(implied - correlations) / uniquenesses**2
    return found, np.asarray(gradient)


def _minimise(correlations: Matrix) -> Matrix:
    """The uniquenesses with the least F, each between 0.005 and 1; from several starting points."""
    items = len(correlations)
    smc = 1 / np.diag(linalg.inv(correlations))
    starts = [
        np.clip(smc * (1 - 0.5 / items), 0.01, 0.99),
        np.full(items, 0.5),
        np.full(items, 0.9),
    ]
    best: tuple[float, Matrix] | None = None
    for start in starts:
        found = optimize.minimize(
            _concentrated,
            start,
            args=(correlations,),
            jac=True,
            method="L-BFGS-B",
            bounds=[(LEAST_UNIQUE, 1.0)] * items,
            options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 2000},
        )
        if best is None or found.fun < best[0]:
            best = float(found.fun), np.asarray(found.x)
    if best is None:
        raise NotEnough("singular")
    return best[1]


def _loadings(correlations: Matrix, uniquenesses: Matrix) -> tuple[Matrix, float]:
    scale = 1 / np.sqrt(uniquenesses)
    values, vectors = linalg.eigh(correlations * np.outer(scale, scale))
    loadings = np.sqrt(max(float(values[-1]) - 1, 0.0)) * vectors[:, -1] / scale
    rest = values[:-1]
    sign = -1.0 if loadings.sum() < 0 else 1.0
    return np.asarray(sign * loadings), float((rest - np.log(rest) - 1).sum())


def _unbounded(correlations: Matrix, model: OneFactor) -> float:
    """F where unique variances may be negative, as lavaan lets them be; infinity if it diverges."""
    items = len(correlations)
    own = float(np.linalg.slogdet(correlations)[1]) + items

    def discrepancy(place: Matrix) -> float:
        loadings, unique = place[:items], place[items:]
        implied = np.outer(loadings, loadings) + np.diag(unique)
        try:
            root = linalg.cholesky(implied, lower=True)
        except linalg.LinAlgError:
            return 1e6
        trace = float(np.trace(linalg.cho_solve((root, True), correlations)))
        return 2 * float(np.log(np.diag(root)).sum()) + trace - own

    start = np.concatenate([model.loadings, model.uniquenesses])
    found = optimize.minimize(discrepancy, start, method="BFGS", options={"maxiter": 500})
    return float(found.fun) if np.isfinite(found.fun) else float("inf")


def _fit(discrepancy: float, logdet: float, items: int, n: int, improper: bool) -> Fit:
    chi2, df = n * discrepancy, items * (items - 3) // 2
    base, base_df = -n * logdet, items * (items - 1) // 2
    off, base_off = max(chi2 - df, 0.0), max(base - base_df, chi2 - df, 0.0)
    cfi = 1 - off / base_off if base_off > 0 else 1.0
    if df == 0:
        return Fit(0.0, 0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, n, improper)
    tli = (base / base_df - chi2 / df) / (base / base_df - 1) if base != base_df else 1.0
    rmsea = float(np.sqrt(off / (df * n)))
    low, high = (float(np.sqrt(each / (df * n))) for each in _noncentral(chi2, df))
    p = float(stats.chi2.sf(chi2, df))
    return Fit(chi2, df, p, cfi, tli, rmsea, low, high, n, improper)


def _noncentral(chi2: float, df: int) -> tuple[float, float]:
    """90 % interval of the noncentrality (Browne & Cudeck 1993)."""

    def at(share: float) -> float:
        if float(stats.chi2.cdf(chi2, df)) <= share:
            return 0.0

        def gap(place: float) -> float:
            return float(stats.ncx2.cdf(chi2, df, place)) - share

        top = max(chi2, 1.0)
        while gap(top) > 0:
            top *= 2
        return float(optimize.brentq(gap, 1e-12, top))

    return at(0.95), at(0.05)
