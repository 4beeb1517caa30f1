"""How often somebody may try something: `check`, or `guard` and `tally`, with a row of `table`."""

from .counting import check, guard, tally, used

__all__ = ["check", "guard", "tally", "used"]
