"""How well a score tells whom a person later confirmed: ROC.

AUC by ranks with DeLong's variance (DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44:837-845;
Sun & Xu 2014 for the midranks), interval cut at 0 and 1 as pROC does. The Youden cut is an observed
score; "flag at and above". Where only some were interviewed: `verification`.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, rankdata

from .answers import Matrix, NotEnough
from .cuts import Cut, CutRange, Truth

Z = float(norm.ppf(0.975))


@dataclass(frozen=True)
class Auc:
    """`confirmed` and `others` are the two groups' sizes."""

    value: float
    low: float
    high: float
    se: float
    confirmed: int
    others: int


def auc(scores: Matrix, confirmed: Truth) -> Auc:
    """Refuses where one of the groups has fewer than two."""
    cases, others = scores[confirmed], scores[~confirmed]
    m, n = len(cases), len(others)
    if m < 2 or n < 2:
        raise NotEnough("people")
    ranks = rankdata(np.concatenate([cases, others]))
    value = (float(ranks[:m].sum()) - m * (m + 1) / 2) / (m * n)
    v10 = (ranks[:m] - rankdata(cases)) / n
    v01 = 1 - (ranks[m:] - rankdata(others)) / m
    se = math.sqrt(float(v10.var(ddof=1)) / m + float(v01.var(ddof=1)) / n)
    return Auc(value, max(value - Z * se, 0.0), min(value + Z * se, 1.0), se, m, n)


def youden(scores: Matrix, confirmed: Truth) -> Cut:
    """The observed score at which sensitivity + specificity - 1 is greatest."""
    m, n = int(confirmed.sum()), int((~confirmed).sum())
    if not m or not n:
        raise NotEnough("people")
    cuts = np.unique(scores)
    cases, others = np.sort(scores[confirmed]), np.sort(scores[~confirmed])
    sensitivity = 1 - np.searchsorted(cases, cuts, "left") / m
    specificity = np.searchsorted(others, cuts, "left") / n
    gain = sensitivity + specificity - 1
    best = int(np.flatnonzero(gain >= gain.max() - 1e-12)[0])
    return Cut(
        float(cuts[best]), float(sensitivity[best]), float(specificity[best]), float(gain[best])
    )


def cut_range(
    scores: Matrix, confirmed: Truth, *, draws: int = 1000, seed: int = 20260101
) -> CutRange:
    """How far the cut moves when other students of the same kind had been asked."""
    generator = np.random.default_rng(seed)
    cases, others = scores[confirmed], scores[~confirmed]
    truth = np.arange(len(scores)) < len(cases)
    found = [
        youden(
            np.concatenate(
                [
                    generator.choice(cases, len(cases)),
                    generator.choice(others, len(others)),
                ]
            ),
            truth,
        ).score
        for _ in range(draws)
    ]
    low, high = np.percentile(found, [2.5, 97.5], method="nearest")
    return CutRange(float(low), float(high), draws, seed)
