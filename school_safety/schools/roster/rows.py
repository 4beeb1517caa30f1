"""What reading a roster yields: plain values that know their place in the file."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: where it stands, as the spreadsheet counts, and a code that `sentences` speaks."""

    file: str
    sheet: str
    row: int
    column: str
    code: str
    facts: dict[str, str] = field(default_factory=dict)


class Unreadable(Exception):
    """The whole file is refused."""

    def __init__(self, code: str, file: str = "", sheet: str = "", row: int = 0, **facts: str):
        super().__init__(code)
        self.problem = Problem(file, sheet, row, "", code, facts)


@dataclass(slots=True)
class Line:
    """One row of a table. `filled` names the columns whose value came down from a merged cell."""

    number: int
    cells: list[str]
    filled: frozenset[int] = frozenset()

    def cell(self, index: int | None) -> str:
        """The text there, or nothing."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


@dataclass(slots=True)
class Table:
    """One sheet, or one CSV file; every cell is text by now."""

    file: str
    sheet: str
    lines: list[Line]
    hidden: bool = False
    uncounted: int = 0  # formulas that were saved without their result


@dataclass(slots=True)
class GuardianRow:
    """A grown-up as the file names her; `authority` is empty where the file says nothing."""

    name: str
    phone: str = ""
    relation: str = "other"
    authority: str = ""
    sourced_id: str = ""
    contact_id: str = ""  # keyed hash of her account in a contact list that sends changes


@dataclass(slots=True)
class ClassRow:
    """A class as the file names it; grade and number may be found out later."""

    grade: int
    number: int | None
    name: str
    sourced_id: str = ""


@dataclass(slots=True)
class StudentRow:
    """A student as the file names her. The ID number is hashed before it gets here."""

    file: str
    sheet: str
    row: int
    name: str
    school: str = ""  # key into Reading.schools; empty: the one school the file is for
    classroom: ClassRow | None = None
    sex: str = "u"
    born_on: str = ""
    number: str = ""
    id_hash: str = ""
    sourced_id: str = ""
    guardians: list[GuardianRow] = field(default_factory=list)
    contact_id: str = ""  # as of a guardian
    contact_was: str = ""  # the same, before the account was renamed over there
    boarding: str = ""
    partial: bool = False  # a delta that names only the class of somebody already on the books

    def problem(self, column: str, code: str, **facts: str) -> Problem:
        """A problem of this row."""
        return Problem(self.file, self.sheet, self.row, column, code, facts)


@dataclass(slots=True)
class SchoolRow:
    """A school as OneRoster's orgs.csv names it."""

    sourced_id: str
    name: str
    code: str
    row: int


@dataclass(slots=True)
class LeaverRow:
    """Somebody whom the sending system wants gone (`tobedeleted`): a proposal, never an order."""

    file: str
    row: int
    sourced_id: str
    school: str = ""
    contact_id: str = ""


@dataclass(slots=True)
class Reading:
    """Everything one file said. `whole` tells whether a student not in it is missing from school."""

    kind: str
    students: list[StudentRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    schools: dict[str, SchoolRow] = field(default_factory=dict)
    district: SchoolRow | None = None
    whole: bool = False
    delta: bool = False  # only who changed is named: nobody is missing
    leavers: list[LeaverRow] = field(default_factory=list)
