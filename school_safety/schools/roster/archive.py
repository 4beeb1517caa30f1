"""Zip files that may be hostile: counted before they are unpacked, and again while they are."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from defusedxml import ElementTree

from . import caps
from .rows import Unreadable

CHUNK = 1 << 18
# A cell beyond column KN (300) or row 299,999: found by its look, since counting each would take long.
FAR = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="(?:(?P<wide>[A-Za-z]{3,}|[L-Zl-z][A-Za-z]|[Kk][O-Zo-z])\d'
    rb'|[A-Za-z]{1,2}(?P<high>[3-9]\d{5}|\d{7,})")'
)
ROW_REF = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,10})"')
ROW_TAG = re.compile(rb"<(?:\w+:)?row\b")
CELL_TAG = re.compile(rb"<(?:\w+:)?c[\s>/]")
UNCOUNTED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<v\s*/>|<v></v>|</c>)"
)
TAIL = 400


def open_checked(handle: IO[bytes], file: str) -> zipfile.ZipFile:
    """The archive, if its own directory promises nothing absurd."""
    try:
        archive = zipfile.ZipFile(handle)
        entries = archive.infolist()
    except Exception as error:  # zipfile has no single exception for damage
        raise Unreadable("zip_damaged", file) from error
    if len(entries) > caps.ARCHIVE_ENTRIES:
        raise Unreadable("zip_many", file, count=str(len(entries)))
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > caps.UNPACKED_BYTES:
        raise Unreadable("zip_bomb", file)
    if unpacked > caps.RATIO_FREE_BYTES and unpacked > caps.RATIO * max(packed, 1):
        raise Unreadable("zip_bomb", file)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("password", file)
    return archive


def stream(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> Iterator[bytes]:
    """The entry's bytes, stopped where they outgrow what the directory said."""
    seen = 0
    try:
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                seen += len(chunk)
                if seen > max(entry.file_size, caps.RATIO_FREE_BYTES):
                    raise Unreadable("zip_bomb", file)
                yield chunk
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("zip_damaged", file) from error


def read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    """The whole entry."""
    return b"".join(stream(archive, entry, file))


def files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Entries by lower-case base name; system litter left out, the shallowest wins."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in sorted(archive.infolist(), key=lambda e: e.filename.count("/")):
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or "__MACOSX" in path.parts or path.name.startswith("."):
            continue
        found.setdefault(path.name.lower(), entry)
    return found


def check_workbook(archive: zipfile.ZipFile, file: str) -> int:
    """No macros, no entity tricks, no sheet larger than we read, before any library sees it.

    Answers how many formulas were saved without their result; outside links are never followed.
    """
    uncounted = 0
    for entry in archive.infolist():
        lower = entry.filename.lower()
        if "vbaproject" in lower or "macrosheets/" in lower:
            raise Unreadable("macro", file)
        if lower == "[content_types].xml":
            _check_types(read(archive, entry, file), file)
        elif lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
            uncounted += _check_sheet(archive, entry, file)
        elif lower.endswith((".xml", ".rels")):
            _check_plain_xml(archive, entry, file)
    return uncounted


def _check_types(content: bytes, file: str) -> None:
    try:
        text = ElementTree.tostring(ElementTree.fromstring(content), encoding="unicode")
    except Exception as error:
        raise Unreadable("xml_odd", file) from error
    if "macroEnabled" in text:
        raise Unreadable("macro", file)


def _check_plain_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> None:
    tail = b""
    for chunk in stream(archive, entry, file):
        if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
            raise Unreadable("xml_odd", file)
        tail = chunk[-16:]


def _check_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> int:
    rows = cells = high = uncounted = 0
    wide = False
    tail = b""
    for chunk in stream(archive, entry, file):
        text = tail + chunk
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise Unreadable("xml_odd", file)
        rows += len(ROW_TAG.findall(chunk))
        cells += len(CELL_TAG.findall(chunk))
        uncounted += len(UNCOUNTED.findall(chunk))
        high = max([high, *map(int, ROW_REF.findall(text))])
        if far := FAR.search(text):
            high, wide = max(high, int(far["high"] or 0)), bool(far["wide"])
        if max(rows, high) > caps.ROWS:
            raise Unreadable("rows_many", file, count=f"{max(rows, high)}", limit=f"{caps.ROWS}")
        if cells > caps.CELLS or wide:
            raise Unreadable("columns_many", file, limit=f"{caps.COLUMNS}")
        tail = text[-TAIL:]
    return uncounted
