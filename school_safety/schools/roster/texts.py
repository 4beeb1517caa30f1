"""The text of cells: no invisible marks, no endless ones, and not too much of it altogether."""

from . import caps
from .rows import Unreadable


class Texts:
    """Counts what one file says."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.characters = 0

    def clean(self, cell: str, sheet: str, row: int) -> str:
        """The cell's text; private-use characters go, so that nobody can pretend our own marks."""
        if not cell:
            return ""
        self.characters += len(cell)
        if self.characters > caps.CHARACTERS:
            raise Unreadable("too_heavy", self.file, sheet, row)
        if len(cell) > caps.CELL_CHARACTERS or cell.count("\n") > caps.CELL_LINES:
            raise Unreadable("cell_long", self.file, sheet, row)
        if cell.isprintable():
            return cell.strip()
        return "".join(c for c in cell.strip() if c.isprintable() or c.isspace())
