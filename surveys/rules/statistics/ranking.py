"""AUC and the best cut where all flagged and a random share of the others were interviewed.

Each interviewed child counts as many children as she stands for (`verification`), in the pairs of the
AUC as in sensitivity and specificity at every cut: the inverse-probability estimator of He, Lyness &
McDermott 2009 (Stat Med 28:361-376). Where everybody was interviewed these are the figures of
`accuracy`. Intervals: the middle 95 % of samples drawn anew within each stratum.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .answers import Matrix
from .cuts import LEAST_CONFIRMED, Cut, CutRange, Truth
from .shares import Share

DRAWS, SEED = 1000, 20260101
Table = NDArray[np.float64]  # draw x score x (others, confirmed), in children


@dataclass(frozen=True)
class Talks:
    """One row per interviewed child: her score, what was found, for how many children she stands, and
    the number of her stratum. All of one stratum weigh the same."""

    scores: Matrix
    confirmed: Truth
    weights: Matrix
    strata: NDArray[np.int64]


@dataclass(frozen=True)
class Ranking:
    """`confirmed` and `others` are interviewed children."""

    auc: Share
    cut: Cut
    spread: CutRange
    confirmed: int
    others: int


def ranking(talks: Talks, *, draws: int = DRAWS, seed: int = SEED) -> Ranking | None:
    """None before thirty of either kind: a curve through fewer says nothing."""
    confirmed = int(talks.confirmed.sum())
    others = len(talks.scores) - confirmed
    if min(confirmed, others) < LEAST_CONFIRMED:
        return None
    scores, table = _tables(talks, draws, np.random.default_rng(seed))
    areas, (sensitivity, specificity) = _areas(table), _rates(table)
    gain = sensitivity + specificity - 1
    best = (gain >= gain.max(axis=1, keepdims=True) - 1e-12).argmax(axis=1)  # misses fewest
    first = int(best[0])
    low, high = np.percentile(areas, [2.5, 97.5])
    least, most = np.percentile(scores[best], [2.5, 97.5], method="nearest")
    return Ranking(
        auc=Share(float(areas[0]), float(low), float(high), len(talks.scores)),
        cut=Cut(
            float(scores[first]),
            float(sensitivity[0, first]),
            float(specificity[0, first]),
            float(gain[0, first]),
        ),
        spread=CutRange(float(least), float(most), draws, seed),
        confirmed=confirmed,
        others=others,
    )


def _tables(talks: Talks, draws: int, chance: np.random.Generator) -> tuple[Matrix, Table]:
    """The observed scores, and how many children stand at each: as found first, then drawn anew."""
    scores, place = np.unique(talks.scores, return_inverse=True)
    cells = 2 * place + talks.confirmed
    found = np.zeros((draws + 1, 2 * len(scores)))
    for stratum in np.unique(talks.strata):
        mine = talks.strata == stratum
        counts = np.bincount(cells[mine], minlength=2 * len(scores))
        again = chance.multinomial(counts.sum(), counts / counts.sum(), size=draws)
        found += np.vstack([counts, again]) * talks.weights[mine][0]
    table = found.reshape(draws + 1, len(scores), 2)
    both = (table.sum(axis=1) > 0).all(axis=1)
    return scores, table[both]


def _areas(table: Table) -> Matrix:
    """Per draw: the share of pairs in which the confirmed child has the higher score, ties half."""
    others, cases = table[:, :, 0], table[:, :, 1]
    below = np.cumsum(others, axis=1) - others / 2
    areas: Matrix = (cases * below).sum(axis=1) / (cases.sum(axis=1) * others.sum(axis=1))
    return areas


def _rates(table: Table) -> tuple[Matrix, Matrix]:
    """Sensitivity and specificity of flagging at and above each score."""
    whole = table.sum(axis=1, keepdims=True)
    below = (np.cumsum(table, axis=1) - table) / whole
    return 1 - below[:, :, 1], below[:, :, 0]
