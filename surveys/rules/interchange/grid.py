"""A sheet with a header row, as records that know their row and column."""

from collections.abc import Iterator
from dataclasses import dataclass

from school_safety.schools.roster.rows import Table

from .parsed import Place, Words, refusal
from .plain import guess_locale, locale_of, plain


def key_of(title: str) -> str:
    """Headers without regard to case, blanks, colons and underscores."""
    return "".join(sign for sign in title.lower() if sign.isalnum())


@dataclass(frozen=True)
class Record:
    """One row."""

    sheet: str
    row: int
    cells: dict[str, str]

    def at(self, name: str = "") -> Place:
        """The place of a cell."""
        return Place(sheet=self.sheet, row=self.row, column=name)

    def get(self, *names: str) -> str:
        """The first of these columns that says something."""
        for name in names:
            text = self.cells.get(key_of(name), "").strip()
            if text:
                return text
        return ""


class Grid:
    """The records below the header of one table."""

    def __init__(self, table: Table) -> None:
        self.sheet = table.sheet
        self.head = table.lines[0].cells if table.lines else []
        self.titles = [title.strip() for title in self.head]
        self.lines = table.lines[1:]
        keys = [key_of(title) for title in self.titles]
        twice = next((k for k in keys if k and keys.count(k) > 1), None)
        if twice is not None:
            row = table.lines[0].number
            column = self.titles[keys.index(twice)]
            raise refusal("column_twice", Place(self.sheet, row, column), column=column[:60])
        self.keys = keys

    def records(self) -> Iterator[Record]:
        """Rows that say anything."""
        for line in self.lines:
            cells = {key: line.cell(n) for n, key in enumerate(self.keys) if key}
            if any(text.strip() for text in cells.values()):
                yield Record(self.sheet, line.number, cells)

    def translations(self, name: str) -> dict[str, str]:
        """Columns like `label::中文(zh)` by header key -> our locale; "" for the plain column."""
        found = {}
        for title, key in zip(self.titles, self.keys, strict=True):
            base, colons, language = title.partition("::")
            if not colons:
                base, colons, language = title.partition(":")
            if key_of(base) != key_of(name):
                continue
            if not colons:
                found[key] = ""
            elif locale_of(language):
                found[key] = locale_of(language)
        return found


def words_of(record: Record, columns: dict[str, str], limit: int, fallback: str = "") -> Words:
    """A text in the languages that the sheet has columns for."""
    found: Words = {}
    for key, locale in columns.items():
        text = plain(record.cells.get(key, ""), limit, markdown=True)
        if text:
            where = locale or fallback or guess_locale(text)
            if locale or where not in found:
                found[where] = text
    return found
