"""Workbooks to tables, by calamine, which runs no formula and follows no link."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from . import caps
from .rows import Line, Table, Unreadable
from .texts import Texts

MACROS = ("_VBA_PROJECT", "Macros")
LOCKED = ("EncryptedPackage", "EncryptionInfo")


def check_old(content: bytes, name: str) -> None:
    """Excel's old container: its directory names what is inside, in UTF-16."""
    if any(word.encode("utf-16-le") in content for word in LOCKED):
        raise Unreadable("password", name)
    if any(word.encode("utf-16-le") in content for word in MACROS):
        raise Unreadable("macro", name)


def read(handle: IO[bytes], name: str, uncounted: int = 0) -> Iterator[Table]:
    """Every sheet with cells; the hidden ones say so."""
    try:
        book = CalamineWorkbook.from_filelike(handle)
        sheets = book.sheets_metadata
    except BaseException as error:
        raise _damage(error, name) from error
    if len(sheets) > caps.SHEETS:
        raise Unreadable("sheets_many", name, limit=f"{caps.SHEETS}")
    texts = Texts(name)
    for sheet in sheets:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        table = _sheet(book, sheet.name, name, texts)
        table.hidden = sheet.visible != SheetVisibleEnum.Visible
        table.uncounted, uncounted = uncounted, 0
        yield table


def _damage(error: BaseException, name: str, sheet: str = "") -> BaseException:
    """Eight kinds of exception for damage, and a panic of the library that is no Exception."""
    if isinstance(error, MemoryError | KeyboardInterrupt | SystemExit):
        return error
    if "password" in str(error).lower():
        return Unreadable("password", name)
    return Unreadable("workbook_damaged", name, sheet=sheet)


def _sheet(book: CalamineWorkbook, sheet_name: str, name: str, texts: Texts) -> Table:
    try:
        sheet = book.get_sheet_by_name(sheet_name)
        if sheet.total_height > caps.ROWS:
            count = f"{sheet.total_height}"
            raise Unreadable("rows_many", name, sheet_name, count=count, limit=f"{caps.ROWS}")
        if sheet.total_height * sheet.total_width > caps.CELLS:
            raise Unreadable("columns_many", name, sheet_name, limit=f"{caps.COLUMNS}")
        grid = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except Unreadable:
        raise
    except BaseException as error:
        raise _damage(error, name, sheet_name) from error
    filled = _fill(grid, merged)
    lines = []
    for number, row in enumerate(grid, 1):
        cells = [texts.clean(_plain(value), sheet_name, number) for value in row]
        if any(cells):
            lines.append(Line(number, cells, frozenset(filled.get(number, ()))))
    return Table(name, sheet_name, lines)


def _fill(grid: list[list[Any]], merged: list) -> dict[int, set[int]]:
    """Give every cell of a merged range the value of its first; say which came from above."""
    filled: dict[int, set[int]] = {}
    budget = caps.CELLS
    for (top, left), (bottom, right) in merged:
        if top >= len(grid) or left >= len(grid[top]):
            continue
        value = grid[top][left]
        for row in range(top, min(bottom + 1, len(grid))):
            for column in range(left, min(right + 1, len(grid[row]))):
                budget -= 1
                if budget < 0:
                    return filled
                grid[row][column] = value
                if row > top and value not in ("", None):
                    filled.setdefault(row + 1, set()).add(column)
    return filled


def _plain(value: object) -> str:
    """A cell's value as people would read it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
