"""Bytes to tables of text. Runs in a child process with limits (`worker`), never in the web."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from python_calamine import CalamineWorkbook

from . import archive, caps
from .rows import Line, Table, Unreadable

ONEROSTER_FILES = frozenset(
    [
        "manifest",
        "orgs",
        "academicsessions",
        "users",
        "userprofiles",
        "roles",
        "enrollments",
        "classes",
        "courses",
        "demographics",
    ]
)
OLE = b"\xd0\xcf\x11\xe0"
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def read(path: Path) -> Iterator[Table]:
    """Every table of the file or folder; refuses with `Unreadable`."""
    if path.is_dir():
        yield from _folder(path)
        return
    if not path.is_file():
        raise Unreadable("absent", path.name)
    if path.stat().st_size > caps.FILE_BYTES:
        raise Unreadable("file_large", path.name, limit=f"{caps.FILE_BYTES // caps.MEGABYTE}")
    with path.open("rb") as handle:
        yield from _file(handle, path.name)


def _file(handle: IO[bytes], name: str) -> Iterator[Table]:
    head = handle.read(8)
    handle.seek(0)
    if not head:
        raise Unreadable("empty", name)
    if head[:2] == b"PK":
        packed = archive.open_checked(handle, name)
        yield from _packed(packed, handle, name)
    elif head[:4] == OLE:
        raise Unreadable("old_excel", name)
    elif head.startswith(OTHER_KINDS):
        raise Unreadable("other_kind", name)
    elif name.lower().endswith((".xlsx", ".zip", ".xlsm")):
        raise Unreadable("not_zip", name)
    else:
        yield _csv(handle.read(), name)


def _packed(packed: zipfile.ZipFile, handle: IO[bytes], name: str) -> Iterator[Table]:
    entries = {entry.filename.lower() for entry in packed.infolist()}
    if "xl/workbook.xml" in entries:
        archive.check_workbook(packed, name)
        handle.seek(0)
        yield from _workbook(handle, name)
        return
    if any(entry.startswith("xl/") for entry in entries) or name.lower().endswith(".xlsm"):
        raise Unreadable("other_kind", name)
    files = archive.files(packed)
    if not {"users.csv", "orgs.csv"} & set(files):
        raise Unreadable("zip_unknown", name)
    for base, entry in files.items():
        if base.endswith(".csv") and base[:-4] in ONEROSTER_FILES:
            yield _csv(archive.read(packed, entry, name), Path(entry.filename).name)


def _folder(path: Path) -> Iterator[Table]:
    found = False
    for child in sorted(path.iterdir()):
        if child.suffix.lower() == ".csv" and child.stem.lower() in ONEROSTER_FILES:
            found = True
            if child.stat().st_size > caps.FILE_BYTES:
                limit = f"{caps.FILE_BYTES // caps.MEGABYTE}"
                raise Unreadable("file_large", child.name, limit=limit)
            yield _csv(child.read_bytes(), child.name)
    if not found:
        raise Unreadable("folder_unknown", path.name)


# ---- CSV -------------------------------------------------------------------------------------
def _decode(content: bytes, name: str) -> str:
    marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    encodings = ["utf-16"] if marked else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
            continue
        if "\0" in text:
            raise Unreadable("other_kind", name)
        return text
    row = content[: last.start].count(b"\n") + 1
    raise Unreadable("encoding", name, row=row)


def _csv(content: bytes, name: str) -> Table:
    text = _decode(content, name)
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    delimiter = max(",\t;", key=first.count)
    lines: list[Line] = []
    number = cells = 0
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
        ):
            cells += len(row)
            if number > caps.ROWS:
                raise Unreadable("rows_many", name, count=f"{number}", limit=f"{caps.ROWS}")
            if len(row) > caps.COLUMNS or cells > caps.CELLS:
                raise Unreadable("columns_many", name, row=number, limit=f"{caps.COLUMNS}")
            if any(row):
                lines.append(Line(number, [_text(cell, name, "", number) for cell in row]))
    except csv.Error as error:
        raise Unreadable("csv_broken", name, row=number + 1) from error
    return Table(name, "", lines)


# ---- workbooks -------------------------------------------------------------------------------
def _workbook(handle: IO[bytes], name: str) -> Iterator[Table]:
    try:
        book = CalamineWorkbook.from_filelike(handle)
        sheets = book.sheet_names
    except Exception as error:  # calamine: eight kinds for damage
        raise Unreadable("workbook_damaged", name) from error
    if len(sheets) > caps.SHEETS:
        raise Unreadable("sheets_many", name, limit=f"{caps.SHEETS}")
    for sheet_name in sheets:
        yield _sheet(book, sheet_name, name)


def _sheet(book: CalamineWorkbook, sheet_name: str, name: str) -> Table:
    try:
        sheet = book.get_sheet_by_name(sheet_name)
        grid = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    except Exception as error:
        raise Unreadable("workbook_damaged", name, sheet=sheet_name) from error
    filled = _fill(grid, merged)
    lines = []
    for number, row in enumerate(grid, 1):
        cells = [_text(_plain(value), name, sheet_name, number) for value in row]
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
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _text(cell: str, file: str, sheet: str, row: int) -> str:
    if len(cell) > caps.CELL_CHARACTERS or cell.count("\n") > caps.CELL_LINES:
        raise Unreadable("cell_long", file, sheet, row)
    return "".join(c for c in cell.strip() if c.isprintable() or c.isspace())
