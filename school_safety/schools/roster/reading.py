"""One door for every kind of roster file: path in, `Reading` out, nothing raised."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from school_safety.kernel.terms import school_year

from . import oneroster, sandbox, sheets
from .rows import Reading, Table, Unreadable


def read(path: Path, *, today: date, hasher: Callable[[str], str]) -> Reading:
    """Read the file in a child process; whatever is wrong with it stands in `problems`."""
    try:
        return interpret(sandbox.tables(path), today=today, hasher=hasher)
    except Unreadable as refusal:
        return Reading("unreadable", problems=[refusal.problem])


def interpret(tables: list[Table], *, today: date, hasher: Callable[[str], str]) -> Reading:
    """Tell a OneRoster package from a school's own sheet by its file names."""
    year = school_year(today)
    names = {table.file.rsplit("/", 1)[-1].lower() for table in tables}
    if {"users.csv", "orgs.csv"} & names and not any(table.sheet for table in tables):
        return oneroster.read(tables, today=today, school_year=year)
    return sheets.read(tables, today=today, school_year=year, hasher=hasher)
