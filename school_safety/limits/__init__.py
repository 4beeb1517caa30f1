"""How often somebody may try something: `check`, or `guard` and `tally`, with a row of `table`."""

from .counting import check, guard, tally, used
from .door import limited

__all__ = ["check", "guard", "limited", "tally", "used"]
