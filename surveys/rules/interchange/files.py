"""Which format a file is, and the reader for it. Runs in a child process with limits (`worker`)."""

from pathlib import Path

from school_safety.schools.roster import tables
from school_safety.schools.roster.rows import Unreadable
from surveys.rules.definition import Definition

from . import limits, redcap, xlsform
from .build import build
from .document import read_json, read_toml
from .fhir import reader
from .own import read_own
from .parsed import Parsed, Place, Refused, Remark, refusal

BOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
XML = (b"<?xml", b"<Questionnaire", b"<questionnaire")


def read_file(path: Path) -> tuple[Definition, Parsed]:
    """The definition in a file, and what its reader remarked."""
    parsed = _parsed(path)
    if isinstance(parsed, tuple):
        return parsed
    return build(parsed), parsed


def _parsed(path: Path) -> Parsed | tuple[Definition, Parsed]:
    if not path.is_file():
        raise refusal("absent")
    if path.stat().st_size > limits.FILE_BYTES:
        raise refusal("file_large", limit=str(limits.FILE_BYTES // 1024))
    with path.open("rb") as handle:
        head = handle.read(4096)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise refusal("empty")
    if head.startswith(BOOKS):
        return xlsform.read(_tables(path))
    if start.startswith(XML):
        raise refusal("xml_kind")
    return _text(path, head, start)


def _text(path: Path, head: bytes, start: bytes) -> Parsed | tuple[Definition, Parsed]:
    suffix = path.suffix.lower()
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} and head[2:4].strip(b"\0") == b"{"
    if suffix == ".json" or (suffix not in {".csv", ".toml"} and (wide or start[:1] == b"{")):
        return reader.read(read_json(path.read_bytes()))
    if suffix == ".toml":
        return read_own(read_toml(path.read_bytes()))
    found = _tables(path)
    if not found:
        raise refusal("empty")
    return redcap.read(found[0])


def _tables(path: Path) -> list[tables.Table]:
    try:
        return list(tables.read(path))
    except Unreadable as error:
        told = error.problem
        place = Place(told.sheet, told.row, told.column)
        raise Refused(Remark(f"table_{told.code}", place, dict(told.facts))) from error
