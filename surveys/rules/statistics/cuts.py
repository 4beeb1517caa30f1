"""A cut-off and how far it can be trusted: what `accuracy` and `ranking` answer with."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST_CONFIRMED = 30
Truth = NDArray[np.bool_]


@dataclass(frozen=True)
class Cut:
    """Flag at and above `score`; where several cuts are equally good, the one that misses fewest."""

    score: float
    sensitivity: float
    specificity: float
    youden: float


@dataclass(frozen=True)
class CutRange:
    """The middle 95 % of the cut over bootstrap samples (drawn within each group)."""

    low: float
    high: float
    draws: int
    seed: int
