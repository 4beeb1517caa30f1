"""One door for every kind of roster file: path in, `Reading` out, nothing raised."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from school_safety.kernel.terms import school_year

from . import hiding, layouts, oneroster, sandbox, sheets
from .package import SIGNS
from .rows import Reading, Table, Unreadable


def read(
    path: Path,
    *,
    today: date,
    hasher: Callable[[str], str],
    memory: Mapping[str, str] | None = None,
) -> Reading:
    """Read the file in a child process; whatever is wrong with it stands in `problems`."""
    try:
        tables = hiding.hide(sandbox.tables(path), hasher)
        return interpret(tables, today=today, hasher=hasher, memory=memory)
    except Unreadable as refusal:
        return refused(refusal)


def refused(refusal: Unreadable) -> Reading:
    """A file that is refused as a whole."""
    return Reading("unreadable", problems=[refusal.problem])


def is_package(tables: list[Table]) -> bool:
    """Whether this is a OneRoster package rather than a school's own sheet, by its file names."""
    names = {table.file.rsplit("/", 1)[-1].lower() for table in tables}
    return bool(SIGNS & names) and not any(table.sheet for table in tables)


def interpret(
    tables: list[Table],
    *,
    today: date,
    hasher: Callable[[str], str],
    memory: Mapping[str, str] | None = None,
    chosen: layouts.Chosen | None = None,
) -> Reading:
    """What the tables say; `memory` and `chosen` are what a clerk said of their columns."""
    year = school_year(today)
    if is_package(tables):
        return oneroster.read(tables, today=today, school_year=year)
    return sheets.read(
        tables, today=today, school_year=year, hasher=hasher, memory=memory, chosen=chosen
    )
