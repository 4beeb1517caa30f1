"""Is a change more than the noise of the measure? Jacobson & Truax 1991 (J Consult Clin Psychol
59:12-19): RCI = (after - before) / sqrt(2 SE^2) with SE = sd * sqrt(1 - reliability); beyond 1.96 it
is. Cut-off c lies where both groups' distributions cross: (s0 m1 + s1 m0) / (s0 + s1).
"""

import math
from dataclasses import dataclass

RELIABLE = 1.96


@dataclass(frozen=True)
class Change:
    """`needed` is the least difference in points that is more than noise. `source` names where the
    reliability came from: "retest" or "alpha"."""

    before: float
    after: float
    index: float
    needed: float
    source: str

    @property
    def is_real(self) -> bool:
        """More than the noise of the measure, in either direction."""
        return abs(self.index) > RELIABLE


def noise(spread: float, reliability: float) -> float:
    """The spread of a difference of two measurements of somebody who has not changed."""
    error = spread * math.sqrt(1 - reliability)
    return math.sqrt(2 * error**2)


def judged(
    before: float, after: float, *, spread: float, reliability: float, source: str
) -> Change | None:
    """None where the measure's noise is not known: no spread, or a reliability outside 0 to 1."""
    if not spread > 0 or not 0 < reliability < 1:
        return None
    wide = noise(spread, reliability)
    return Change(before, after, (after - before) / wide, RELIABLE * wide, source)


def cut_off_c(mean_0: float, sd_0: float, mean_1: float, sd_1: float) -> float:
    """Group 0 is the one without the difficulty, group 1 the one with it."""
    return (sd_0 * mean_1 + sd_1 * mean_0) / (sd_0 + sd_1)
