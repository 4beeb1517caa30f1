"""Writes to the tree of schools."""

from .importing import Outcome, import_roster, prepare
from .mending import lift_lock, mend_student
from .proposing import propose
from .telling import progress
from .undoing import undo_import
from .waiting import (
    begin_undo,
    begin_writing,
    check_import,
    choose_columns,
    drop_import,
    drop_stale,
    keep_upload,
    revive_stuck,
    set_back,
    write_import,
)

__all__ = [
    "Outcome",
    "begin_undo",
    "begin_writing",
    "check_import",
    "choose_columns",
    "drop_import",
    "drop_stale",
    "import_roster",
    "keep_upload",
    "lift_lock",
    "mend_student",
    "prepare",
    "progress",
    "propose",
    "revive_stuck",
    "set_back",
    "undo_import",
    "write_import",
]
