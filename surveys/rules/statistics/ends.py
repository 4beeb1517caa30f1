"""Does the total run into its ends: who stands at the lowest or the highest possible total.

Above 15 % at an end the form no longer tells people there apart (McHorney & Tarlov 1995; Terwee
2007, J Clin Epidemiol 60:34-42).
"""

from dataclasses import dataclass

import numpy as np

from .answers import Matrix, NotEnough, complete

TOO_MANY = 0.15


@dataclass(frozen=True)
class Ends:
    """Shares of complete rows at the lowest and highest possible total."""

    floor: float
    ceiling: float
    at_floor: int
    at_ceiling: int
    lowest: float
    highest: float
    mean: float
    sd: float
    n: int

    @property
    def floor_flagged(self) -> bool:
        """More than 15 % stand at the lowest total."""
        return self.floor > TOO_MANY

    @property
    def ceiling_flagged(self) -> bool:
        """More than 15 % stand at the highest total."""
        return self.ceiling > TOO_MANY


def ends(answers: Matrix, lows: Matrix, highs: Matrix) -> Ends:
    """`lows` and `highs` are the least and greatest value each item can take, after turning."""
    rows = complete(answers)
    if not len(rows):
        raise NotEnough("people")
    totals = rows.sum(axis=1)
    lowest, highest = float(lows.sum()), float(highs.sum())
    at_floor = int(np.isclose(totals, lowest).sum())
    at_ceiling = int(np.isclose(totals, highest).sum())
    spread = float(totals.std(ddof=1)) if len(rows) > 1 else 0.0
    n = len(rows)
    return Ends(
        at_floor / n, at_ceiling / n, at_floor, at_ceiling, lowest, highest,
        float(totals.mean()), spread, n,
    )  # fmt: skip
