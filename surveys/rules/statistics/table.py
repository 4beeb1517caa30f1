"""A CSV of item answers -> the matrix. Refuses what it cannot read for sure, and says where."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .answers import Matrix

MOST_ITEMS, MOST_ROWS = 500, 3_000_000
WORDS = {"", "na", "n/a", "nan", "null", "none", ".", "-", "缺失", "拒答", "不适用", "未答"}
CODES = {-float(digit * size) for digit in "789" for size in (2, 3, 4)}  # -77 … -9999
LOOK_LIKE_CODES = {abs(code) for code in CODES}
ID_NAMES = {"", "id", "rownames", "row.names", "编号", "序号", "学号", "姓名"}
LEAST_NUMBERED = 10  # rows from which a first column 1, 2, 3 … is taken for their number
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
GREATEST_ANSWER = 20  # above it a 77, 88 or 99 may well be an answer


class BadTable(ValueError):
    """`code` names the fault; `facts` where it stands: row (as the file counts, from 1), column."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Table:
    """`codes`: what was read as missing, with how often. `odd`: (item, value) that may be a code.
    `ignored`: a first column that numbers or names the rows."""

    names: tuple[str, ...]
    answers: Matrix
    ignored: tuple[str, ...] = ()
    codes: dict[str, int] = field(default_factory=dict)
    odd: tuple[tuple[str, float], ...] = ()


def decode(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, or GB18030."""
    marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadTable("encoding")


def read(content: bytes, *, only: Sequence[str] = ()) -> Table:
    """The first line names the items. `only` keeps these columns, in this order."""
    text = decode(content)
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
    delimiter = max(",\t;", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return _table(lines, only)
    except csv.Error as error:
        raise BadTable("csv_broken", row=lines.line_num) from error


def _table(lines: Any, only: Sequence[str]) -> Table:
    head = next((row for row in lines if any(cell.strip() for cell in row)), None)
    if head is None:
        raise BadTable("empty")
    names = [cell.strip() for cell in head]
    while names and not names[-1] and len(names) > 1:
        names.pop()
    places, ignored = _columns(names, only)
    codes: Counter[str] = Counter()
    answers = _cells(lines, names, places, codes)
    kept = tuple(names[place] for place in places)
    if not only and not ignored and _numbers_rows(answers):
        answers, kept, ignored = answers[:, 1:], kept[1:], kept[:1]
    _check_answered(kept, answers)
    return Table(kept, answers, ignored, dict(codes), tuple(_odd(kept, answers)))


def _cells(lines: Any, names: list[str], places: list[int], codes: Counter[str]) -> Matrix:
    """One row of figures per line that is not blank."""
    cells: list[list[float]] = []
    seen: dict[str, float] = {}
    for row in lines:
        if not any(cell.strip() for cell in row):
            continue
        if len(cells) >= MOST_ROWS:
            raise BadTable("rows_many", limit=MOST_ROWS)
        if len(row) < len(names) or any(cell.strip() for cell in row[len(names) :]):
            raise BadTable("ragged", row=lines.line_num, expected=len(names), found=len(row))
        cells.append([_value(row[at], lines.line_num, names[at], seen, codes) for at in places])
    if not cells:
        raise BadTable("rows_none")
    return np.array(cells, dtype=np.float64)


def _columns(names: list[str], only: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    if all(NUMBER.fullmatch(name) for name in names) and not _counts_up(names):
        raise BadTable("no_header")
    if only:
        lacking = [name for name in only if name not in names]
        if lacking:
            raise BadTable("no_column", column=lacking[0])
        return [names.index(name) for name in only], ()
    skip = len(names) > 1 and names[0].lower() in ID_NAMES
    places = list(range(int(skip), len(names)))
    if len(places) > MOST_ITEMS:
        raise BadTable("columns_many", limit=MOST_ITEMS)
    for place in places:
        if not names[place]:
            raise BadTable("nameless", number=place + 1)
        if names.index(names[place]) != place:
            raise BadTable("twice", column=names[place])
    return places, (names[0],) if skip else ()


def _numbers_rows(answers: Matrix) -> bool:
    """A first column that counts 1, 2, 3 … is the row's number, whatever it is called."""
    n = len(answers)
    return n >= LEAST_NUMBERED and bool((answers[:, 0] == np.arange(1, n + 1)).all())


def _counts_up(names: list[str]) -> bool:
    """Headings 1, 2, 3 … are names too; any other row of figures is somebody's answers."""
    return names in ([str(n + start) for n in range(len(names))] for start in (0, 1))


def _value(cell: str, row: int, column: str, seen: dict[str, float], codes: Counter[str]) -> float:
    found = seen.get(cell)
    if found is None:
        found = seen[cell] = _parsed(cell, row, column)
    if found != found and cell.strip():
        codes[cell.strip()] += 1
    return found


def _parsed(cell: str, row: int, column: str) -> float:
    text = cell.strip()
    if text.lower() in WORDS:
        return math.nan
    if not NUMBER.fullmatch(text):
        raise BadTable("not_number", row=row, column=column, value=text[:40])
    value = float(text)
    return math.nan if value in CODES else value


def _check_answered(names: Sequence[str], answers: Matrix) -> None:
    for name, column in zip(names, answers.T, strict=True):
        if np.isnan(column).all():
            raise BadTable("unanswered", column=name)


def _odd(names: Sequence[str], answers: Matrix) -> list[tuple[str, float]]:
    """A 99 among answers from 0 to 4 is rarely an answer."""
    found = []
    for name, column in zip(names, answers.T, strict=True):
        values = np.unique(column[~np.isnan(column)])
        high = [float(value) for value in values if value in LOOK_LIKE_CODES]
        rest = [value for value in values if value not in LOOK_LIKE_CODES]
        if high and rest and max(rest) <= GREATEST_ANSWER:
            found += [(name, value) for value in high]
    return found
