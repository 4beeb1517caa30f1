"""How the sheets of one file are laid out: where the header stands, and what its columns mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from . import columns as meaning
from . import headers, hiding
from .headers import Columns
from .rows import Line, Table

HEADER_WITHIN = 30
SAMPLES, SAMPLE_LENGTH = 3, 16
Chosen = Mapping[str, list[str]]  # signature of a header -> what the clerk said of its columns


@dataclass
class Layout:
    """Sheets that share one header, as the clerk is asked about them."""

    signature: str
    titles: list[str]
    codes: list[str]
    samples: list[list[str]]
    sheets: list[str] = field(default_factory=list)
    row: int = 0
    rows: int = 0


def header(
    table: Table, memory: Mapping[str, str], chosen: Chosen | None = None
) -> tuple[int, Columns] | None:
    """(index of the first row below the header, columns): the best row near the top."""
    best: tuple[int, Columns] | None = None
    for at, line in enumerate(table.lines[:HEADER_WITHIN]):
        columns = meaning.understand(line.cells, memory)
        if "name" not in columns.fields or columns.weight < 2:
            continue
        if best is None or columns.weight > best[1].weight:
            best = (at + 1, columns)
    found = _second_level(table, *best, memory) if best else None
    if chosen:
        found = found or guessed(table)
        codes = chosen.get(meaning.signature(found[1].titles)) if found else None
        if found and codes is not None:
            found = found[0], meaning.arranged(found[1].titles, codes)
    return found if found and "name" in found[1].fields else None


def guessed(table: Table) -> tuple[int, Columns] | None:
    """The row near the top with the most different words and no number: a header in odd words."""
    best, words = 0, 1
    for at, line in enumerate(table.lines[:HEADER_WITHIN], 1):
        filled = {cell.strip() for cell in line.cells if cell.strip()}
        if len(filled) > words and not any(_figure(cell) for cell in filled):
            best, words = at, len(filled)
    return (best, headers.read(table.lines[best - 1].cells)) if best else None


def _figure(cell: str) -> bool:
    return cell[:1].isdigit() or cell.startswith(hiding.MARK)


def _second_level(
    table: Table, at: int, columns: Columns, memory: Mapping[str, str]
) -> tuple[int, Columns]:
    """A header of two rows: the name's cell is merged down, guardians' cells are split below."""
    if at < len(table.lines):
        below = table.lines[at]
        name = columns.first("name")
        if name in below.filled and below.cell(name) == columns.titles[name or 0]:
            joined = [
                top if top == below.cell(i) or not below.cell(i) else top + below.cell(i)
                for i, top in enumerate(columns.titles)
            ]
            return at + 1, meaning.understand(joined, memory)
    return at, columns


def of(tables: list[Table], memory: Mapping[str, str]) -> list[Layout]:
    """The different headers of the file's visible sheets, in order."""
    found: dict[str, Layout] = {}
    for table in tables:
        place = None if table.hidden else (header(table, memory) or guessed(table))
        if place is None or len(table.lines) <= place[0]:
            continue
        at, columns = place
        titles = columns.titles
        mark = meaning.signature(titles)
        layout = found.get(mark)
        if layout is None:
            samples = [list(_samples(table.lines[at:], i)) for i in range(len(titles))]
            row = table.lines[at - 1].number
            layout = Layout(mark, titles, meaning.codes(columns), samples, row=row)
            found[mark] = layout
        layout.sheets.append(table.sheet)
        layout.rows += len(table.lines) - at
    return list(found.values())


def _samples(lines: list[Line], at: int) -> Iterator[str]:
    """A few values of the column; an ID number never among them."""
    seen: set[str] = set()
    for line in lines[:40]:
        cell = line.cell(at).strip()
        if cell and cell not in seen:
            seen.add(cell)
            yield "******" if cell.startswith(hiding.MARK) else cell[:SAMPLE_LENGTH]
        if len(seen) == SAMPLES:
            return
