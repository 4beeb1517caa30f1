"""The same scoring for millions: a column of small integers per item, 65,536 rows at a time.

Equal to `surveys.rules.scoring` for every form and every set of answers; a property test says so.
"""

from .blocks import MISSING, ROWS, Block, pieces, unpack_all
from .figures import Figures
from .plan import ABSENT, OPEN, Plan, Result

__all__ = [
    "ABSENT",
    "MISSING",
    "OPEN",
    "ROWS",
    "Block",
    "Figures",
    "Plan",
    "Result",
    "pieces",
    "unpack_all",
]
