"""Has the questionnaire moved since an earlier wave of the same version?

Mean difference with Welch's 95 % interval; difference of flagged shares with Newcombe's (1998, Stat
Med 17:873-890, method 10); each item's difference in units of the pooled spread.
"""

import math
from dataclasses import dataclass

from .shares import wilson


@dataclass(frozen=True)
class Shift:
    """Now minus then. `moved`: the interval leaves zero out."""

    value: float
    low: float
    high: float

    @property
    def moved(self) -> bool:
        """More than chance."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Group:
    """Mean and spread of one wave."""

    n: int
    mean: float
    sd: float


def means(now: Group, then: Group) -> Shift | None:
    """None where one of them is too small or neither varies."""
    a, b = now.sd**2 / max(now.n, 1), then.sd**2 / max(then.n, 1)
    if min(now.n, then.n) < 2 or a + b == 0:
        return None
    freedom = (a + b) ** 2 / (a**2 / (now.n - 1) + b**2 / (then.n - 1))
    # Here: scipy takes seconds to load, and every web process loads this file.
    from scipy.special import stdtrit

    half = float(stdtrit(freedom, 0.975)) * (a + b) ** 0.5
    value = now.mean - then.mean
    return Shift(value, value - half, value + half)


def proportions(now: tuple[float, float], then: tuple[float, float]) -> Shift | None:
    """Each is (how many, of how many)."""
    a, b = wilson(*now), wilson(*then)
    if a is None or b is None:
        return None
    value = a.value - b.value
    low = value - math.hypot(a.value - a.low, b.high - b.value)
    high = value + math.hypot(a.high - a.value, b.value - b.low)
    return Shift(value, low, high)


def standardised(now: Group, then: Group) -> float | None:
    """The difference in units of the pooled spread."""
    freedom = now.n + then.n - 2
    if freedom <= 0:
        return None
    pooled = ((now.n - 1) * now.sd**2 + (then.n - 1) * then.sd**2) / freedom
    return (now.mean - then.mean) / pooled**0.5 if pooled > 0 else None
