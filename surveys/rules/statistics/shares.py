"""Shares with Wilson's intervals, and what classes do to them.

Students of one class are alike; the design effect 1 + (m - 1) rho says by how much a share is less
certain than its head count suggests (Kish 1965). rho is the intraclass correlation of a one-way
analysis of variance over classes, m the mean class size of that analysis (Donner 1986).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from school_safety.kernel import intervals


@dataclass(frozen=True)
class Share:
    """`low` and `high`: 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Design:
    """`effect` is never below 1 here: a chance negative rho is not used to look more certain."""

    rho: float
    effect: float
    classes: int
    n: int

    @property
    def effective_n(self) -> float:
        """As many students of as many classes would say the same."""
        return self.n / self.effect


def wilson(count: float, n: float) -> Share | None:
    """None where nobody was asked. Takes fractions, for shrunken samples."""
    if n <= 0:
        return None
    return Share(count / n, *intervals.wilson(count, n), round(n))


def design(values: NDArray[np.float64], classes: NDArray[np.int64]) -> Design | None:
    """One value per student (0 or 1, or a score) and the class she is in; None where it cannot be
    said: fewer than two classes, or no spread."""
    names, place = np.unique(classes, return_inverse=True)
    n, k = len(values), len(names)
    if k < 2 or n <= k or float(values.var()) == 0:
        return None
    sizes = np.bincount(place).astype(float)
    means = np.bincount(place, weights=values) / sizes
    between = float((sizes * (means - values.mean()) ** 2).sum()) / (k - 1)
    within = float(((values - means[place]) ** 2).sum()) / (n - k)
    size = (n - float((sizes**2).sum()) / n) / (k - 1)
    below = between + (size - 1) * within
    rho = (between - within) / below if below > 0 else 0.0
    return Design(rho, max(1 + (size - 1) * rho, 1.0), k, n)


def clustered(count: int, n: int, found: Design | None) -> Share | None:
    """Wilson's interval with the head count divided by the design effect."""
    if found is None:
        return wilson(count, n)
    shrunk = wilson(count / found.effect, n / found.effect)
    return None if shrunk is None else Share(shrunk.value, shrunk.low, shrunk.high, n)
