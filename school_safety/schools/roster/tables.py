"""Bytes to tables of text. Runs in a child process with limits (`worker`), never in the web."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from . import archive, caps, workbooks
from .package import SIGNS
from .rows import Line, Table, Unreadable
from .texts import Texts

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
        "relationships",
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
        yield from _old_workbook(handle, name)
    elif head.startswith(OTHER_KINDS):
        raise Unreadable("other_kind", name)
    elif name.lower().endswith((".xlsx", ".zip", ".xlsm")):
        raise Unreadable("not_zip", name)
    else:
        yield _csv(handle.read(), name)


def _old_workbook(handle: IO[bytes], name: str) -> Iterator[Table]:
    workbooks.check_old(handle.read(), name)
    handle.seek(0)
    yield from workbooks.read(handle, name)


def _packed(packed: zipfile.ZipFile, handle: IO[bytes], name: str) -> Iterator[Table]:
    entries = {entry.filename.lower() for entry in packed.infolist()}
    if "xl/workbook.xml" in entries:
        uncounted = archive.check_workbook(packed, name)
        handle.seek(0)
        yield from workbooks.read(handle, name, uncounted)
        return
    if any(entry.startswith("xl/") for entry in entries) or name.lower().endswith(".xlsm"):
        raise Unreadable("other_kind", name)
    files = archive.files(packed)
    if not SIGNS & set(files):
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
    texts = Texts(name)
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
                lines.append(Line(number, [texts.clean(cell, "", number) for cell in row]))
    except csv.Error as error:
        raise Unreadable("csv_broken", name, row=number + 1) from error
    return Table(name, "", lines)
