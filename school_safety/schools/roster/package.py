"""The files of one OneRoster export, as records that know their line."""

from collections.abc import Iterator
from datetime import date

from . import caps
from .rows import Line, Problem, Reading, Table

GONE = {"tobedeleted", "inactive"}
# One of these makes a folder or zip a OneRoster package; a delta may leave out all but one.
SIGNS = frozenset(["users.csv", "orgs.csv", "enrollments.csv", "classes.csv"])


class Sheet:
    """One CSV as records; headers are matched without regard to case or blanks."""

    def __init__(self, table: Table) -> None:
        self.file = table.file
        head = table.lines[0] if table.lines else Line(1, [])
        self.titles = [cell.strip() for cell in head.cells]
        self.at = {title.lower().replace(" ", ""): i for i, title in enumerate(self.titles)}
        self.lines = table.lines[1:]

    def records(self) -> Iterator[tuple[Line, dict[str, str]]]:
        """Every record with its line."""
        for line in self.lines:
            yield line, {key: line.cell(i).strip() for key, i in self.at.items()}


class Package:
    """The files of one export, and what was found wrong in them."""

    def __init__(self, tables: list[Table], *, today: date, school_year: int) -> None:
        self.sheets = {t.file.rsplit("/", 1)[-1].lower(): Sheet(t) for t in tables}
        self.today = today
        self.school_year = school_year
        self.grades: dict[str, str] = {}  # user -> grade, where roles.csv says it
        self.manifest = self._manifest()
        self.delta = "delta" in self.manifest.values()
        self.reading = Reading("oneroster", whole=not self.delta, delta=self.delta)

    def _manifest(self) -> dict[str, str]:
        """file name -> bulk, delta or absent, as manifest.csv promises it; nothing without one."""
        sheet = self.sheets.get("manifest.csv")
        rows = [line.cells for line in sheet.lines] if sheet else []
        pairs = [(row[0].strip().lower(), row[1].strip().lower()) for row in rows if len(row) > 1]
        return {
            key.removeprefix("file.").removesuffix(".csv"): value
            for key, value in pairs
            if key.startswith("file.")
        }

    def promised(self, name: str) -> bool:
        """Whether the manifest says that this file comes along."""
        return self.manifest.get(name, "") in {"bulk", "delta"}

    def rows(self, name: str) -> Iterator[tuple[Line, dict[str, str]]]:
        """Records of a file; none if the file is not there."""
        sheet = self.sheets.get(f"{name}.csv")
        return sheet.records() if sheet else iter(())

    def refuse(self, name: str, line: Line, column: str, code: str, **facts: str) -> None:
        """Note a problem with its place."""
        if len(self.reading.problems) < caps.PROBLEMS_SHOWN:
            file = self.sheets[f"{name}.csv"].file
            self.reading.problems.append(Problem(file, "", line.number, column, code, facts))
