"""Writes to the tree of schools."""

from .importing import Outcome, import_roster, prepare
from .undoing import undo_import
from .waiting import confirm_import, drop_import, drop_stale, keep_waiting

__all__ = [
    "Outcome",
    "confirm_import",
    "drop_import",
    "drop_stale",
    "import_roster",
    "keep_waiting",
    "prepare",
    "undo_import",
]
