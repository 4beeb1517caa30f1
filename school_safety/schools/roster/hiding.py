"""ID numbers leave the file as they are read: a keyed hash stays, with the birth date and sex inside.

A hidden number is a cell that begins with MARK, a private-use character that reading removes from
every file, so that nobody can write one.
"""

import re
from collections.abc import Callable

from . import cells
from .rows import Table

MARK = "\ue000"
LIKE_ONE = re.compile(r"[GLJglj]?\d{17}[\dXx]|\d{15}")


def hide(tables: list[Table], hasher: Callable[[str], str]) -> list[Table]:
    """The same tables without a single eighteen-digit number in them."""
    for table in tables:
        for line in table.lines:
            for at, cell in enumerate(line.cells):
                if len(cell) >= 15 and (hidden := hidden_number(cell, hasher)):
                    line.cells[at] = hidden
    return tables


def hidden_number(cell: str, hasher: Callable[[str], str]) -> str:
    """The mark for an ID number; empty for any other text."""
    plain = re.sub(r"[\s\-'`]", "", cells.clean(cell))
    if not LIKE_ONE.fullmatch(plain):
        return ""
    number, code = cells.id_number(plain)
    if code:
        return f"{MARK}!{code}"
    return f"{MARK}{hasher(number)}:{cells.born_by_id(number)}:{cells.sex_by_id(number)}"


def identity(cell: str, hasher: Callable[[str], str]) -> tuple[tuple[str, str, str], str]:
    """((hash, birth date, sex), problem code) of a cell of the ID column."""
    if cell.startswith(MARK + "!"):
        return ("", "", "u"), cell[2:]
    if cell.startswith(MARK):
        hashed, born, sex = cell[1:].split(":")
        return (hashed, born, sex), ""
    number, code = cells.id_number(cell)
    if code or not number:
        return ("", "", "u"), code
    return (hasher(number), cells.born_by_id(number), cells.sex_by_id(number)), ""
