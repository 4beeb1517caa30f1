"""Our own sheet `scoring` beside an XLSForm: what counts, how, and from which figure on."""

from .grid import Grid
from .parsed import Parsed


def apply(grid: Grid, parsed: Parsed) -> None:
    """Write what the sheet says onto the questionnaire."""
    raise NotImplementedError
