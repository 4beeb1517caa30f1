"""How many components rise above chance: Horn's parallel analysis (1965, Psychometrika 30:179-185).

Principal components of the correlations, compared one after the other with the 95th percentile of
those of random normal data with the same number of people and items; counting stops at the first
that does not rise above. The random scatter matrices are drawn directly (Bartlett 1933: the
distribution of X'X of normal data), which costs the same for 200 people and for two million.
"""

from dataclasses import dataclass

import numpy as np

from .answers import Matrix, NotEnough, complete, correlation, covariance

SEED, DRAWS, PERCENTILE = 20260101, 1000, 95.0


@dataclass(frozen=True)
class Parallel:
    """`eigenvalues` of the data and `chance`, the percentile of the random ones, both falling."""

    components: int
    eigenvalues: tuple[float, ...]
    chance: tuple[float, ...]
    n: int
    seed: int = SEED
    draws: int = DRAWS
    percentile: float = PERCENTILE


def parallel(answers: Matrix, *, seed: int = SEED, draws: int = DRAWS) -> Parallel:
    """Over complete rows. Refuses fewer than two items, constant items, people <= items."""
    rows = complete(answers)
    n, items = rows.shape
    if items < 2:
        raise NotEnough("items")
    if n <= items:
        raise NotEnough("people")
    own = np.linalg.eigvalsh(correlation(covariance(rows)))[::-1]
    chance = np.percentile(_random(n, items, seed, draws), PERCENTILE, axis=0)
    below = np.flatnonzero(own <= chance)
    count = int(below[0]) if len(below) else items
    return Parallel(count, tuple(map(float, own)), tuple(map(float, chance)), n, seed, draws)


def _random(n: int, items: int, seed: int, draws: int) -> Matrix:
    """Eigenvalues, falling, of `draws` correlation matrices of n x items standard normal values."""
    generator = np.random.default_rng(seed)
    lower = np.tril(generator.standard_normal((draws, items, items)), -1)
    freedom = n - 1 - np.arange(items)
    place = np.arange(items)
    lower[:, place, place] = np.sqrt(generator.chisquare(freedom, (draws, items)))
    scatter = lower @ lower.transpose(0, 2, 1)
    spread = np.sqrt(scatter[:, place, place])
    return np.asarray(
        np.linalg.eigvalsh(scatter / spread[:, :, None] / spread[:, None, :])[:, ::-1]
    )
