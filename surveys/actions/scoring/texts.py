"""A CSV before its columns are known: encoding, delimiter, first row; and the slow reading."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from .faults import BadFile, Problem

HEAD = 1 << 20
DELIMITERS = ",;\t"


def encoding_of(path: Path) -> str:
    """UTF-8 where the whole file is, else GB18030, which Chinese spreadsheets write."""
    with path.open("rb") as file:
        wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for name in ("utf-16",) if wide else ("utf8", "gb18030"):
        if _decodes(path, name):
            return name
    raise BadFile(Problem("not_read", value="encoding"))


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while part := file.read(HEAD):
                decoder.decode(part)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def first_row(path: Path, encoding: str) -> tuple[str, list[str]]:
    """The delimiter, and the first row that is not blank."""
    with path.open(encoding="utf-8-sig" if encoding == "utf8" else encoding, newline="") as file:
        line = file.readline(HEAD)
    delimiter = max(DELIMITERS, key=line.count)
    row = next(csv.reader([line], delimiter=delimiter), [])
    if not row:
        raise BadFile(Problem("empty"))
    return delimiter, row


def rows_of(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number as a spreadsheet shows it; blank rows are empty lists."""
    name = "utf-8-sig" if encoding == "utf8" else encoding
    with path.open(encoding=name, newline="") as file:
        yield from enumerate(csv.reader(file, delimiter=delimiter), 1)
