"""Before and after, of those who were measured twice. Plain Python.

Mean change with its 95 % interval (Student's t of the differences). Effect size: the standardized
mean change in units of the first measurement's spread, d = mean(after - before) / SD(before), with
the small-sample factor 1 - 3 / (4 (n - 1) - 1) (Becker 1988, Br J Math Stat Psychol 41:257-278;
Morris 2008, Organ Res Methods 11:364-386). Reliable change: RC = (after - before) / Sdiff, with
SE = SD(before) * sqrt(1 - r) and Sdiff = sqrt(2 SE^2); beyond 1.96 it is more than noise
(Jacobson & Truax 1991, J Consult Clin Psychol 59:12-19). r must come from this very wording.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from surveys.queries.norms import RELIABLE, noise

LEAST = 2  # pairs below which there is no spread
Pair = tuple[float, float]  # before, after


@dataclass(frozen=True)
class Change:
    """`effect` is None where nobody differed at first; negative is fewer points afterwards."""

    n: int
    before: float
    after: float
    mean: float
    low: float
    high: float
    effect: float | None


@dataclass(frozen=True)
class Reliable:
    """How many changed by more than the noise of the measure, in which direction."""

    improved: int
    unchanged: int
    worse: int


def change(pairs: Sequence[Pair]) -> Change | None:
    """None where fewer than two were measured twice."""
    n = len(pairs)
    if n < LEAST:
        return None
    differences = [after - before for before, after in pairs]
    mean = fmean(differences)
    half = t_quantile(0.975, n - 1) * stdev(differences) / math.sqrt(n)
    return Change(
        n=n,
        before=fmean(before for before, _after in pairs),
        after=fmean(after for _before, after in pairs),
        mean=mean,
        low=mean - half,
        high=mean + half,
        effect=standardised(pairs),
    )


def standardised(pairs: Sequence[Pair]) -> float | None:
    """Becker's d with the small-sample factor."""
    spread = stdev(before for before, _after in pairs)
    if spread == 0:
        return None
    mean = fmean(after - before for before, after in pairs)
    return small_sample(len(pairs) - 1) * mean / spread


def small_sample(freedom: int) -> float:
    """Hedges' approximation to the bias of d; with one degree of freedom it is 0."""
    return 1 - 3 / (4 * freedom - 1)


def reliable(
    pairs: Sequence[Pair], *, spread: float, reliability: float, less_is_better: bool = True
) -> Reliable:
    """Everybody in one of three groups; without noise any difference counts."""
    width = RELIABLE * noise(spread, reliability)
    signs = [-1 if less_is_better else 1] * len(pairs)
    steps = [sign * (after - before) for sign, (before, after) in zip(signs, pairs, strict=True)]
    improved = sum(step > width for step in steps)
    worse = sum(step < -width for step in steps)
    return Reliable(improved, len(steps) - improved - worse, worse)


def percentile(values: Sequence[float], share: float) -> float | None:
    """Linear between neighbours (Hyndman & Fan 1996, type 7), as spreadsheets and R do."""
    if not values:
        return None
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])


def t_quantile(share: float, freedom: int) -> float:
    """Student's t, by halving an interval of its distribution function."""
    low, high = 0.0, 1.0
    while t_share(high, freedom) < share:
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if t_share(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def t_share(value: float, freedom: int) -> float:
    """P(T <= value) for a value of 0 or more: finite sums (Abramowitz & Stegun 26.7.3-4)."""
    angle = math.atan2(value, math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    if freedom % 2:
        term, total = cosine, cosine if freedom > 1 else 0.0
        for step in range(3, freedom - 1, 2):
            term *= cosine**2 * (step - 1) / step
            total += term
        inside = 2 / math.pi * (angle + sine * total)
    else:
        term, total = 1.0, 1.0
        for step in range(2, freedom - 1, 2):
            term *= cosine**2 * (step - 1) / step
            total += term
        inside = sine * total
    return 0.5 + inside / 2
