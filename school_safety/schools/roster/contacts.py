"""Students of a contact list as a table, and the table as a `Reading`: the same way as any file.

As a table they can wait, sealed, for a clerk's yes. No upload can pretend to be one: the batch's
kind says how its tables are read, and a file never gets this kind.
"""

import json
from dataclasses import asdict
from datetime import date

from . import caps, cells
from .rows import ClassRow, GuardianRow, LeaverRow, Line, Problem, Reading, StudentRow, Table

KIND = "contacts"
TITLES = [
    "contact",
    "was",
    "name",
    "grade",
    "number",
    "class",
    "id",
    "born",
    "sex",
    "parents",
    "gone",
]


def table(rows: list[StudentRow], leavers: list[LeaverRow], file: str) -> Table:
    """Plain text, one line each."""
    lines = [_line(row) for row in rows]
    lines += [[leaver.contact_id, *[""] * 9, "1"] for leaver in leavers]
    return Table(file, "", [Line(at, cells_) for at, cells_ in enumerate([TITLES, *lines], 1)])


def joined(older: list[Table], newer: Table) -> Table:
    """One table of both; where both name somebody, the newer one is right."""
    named = {line.cells[0] for line in newer.lines[1:]}
    kept = [line for old in older for line in old.lines[1:] if line.cells[0] not in named]
    texts = [TITLES, *(line.cells for line in [*kept, *newer.lines[1:]])]
    return Table(newer.file, "", [Line(at, each) for at, each in enumerate(texts, 1)])


def read(tables: list[Table], *, today: date) -> Reading:
    """A delta: nobody who is not named is missing."""
    reading = Reading(KIND, delta=True)
    for each in tables:
        for line in each.lines[1:]:
            record = dict(zip(TITLES, line.cells, strict=True))
            if record["gone"]:
                reading.leavers.append(
                    LeaverRow(each.file, line.number, "", contact_id=record["contact"])
                )
            else:
                _student(reading, each.file, line.number, record, today)
    return reading


def _line(row: StudentRow) -> list[str]:
    place = row.classroom
    return [
        row.contact_id, row.contact_was, row.name,
        str(place.grade) if place else "", str(place.number or "") if place else "",
        place.name if place else "", row.id_hash, row.born_on, row.sex,
        json.dumps([asdict(guardian) for guardian in row.guardians], ensure_ascii=False), "",
    ]  # fmt: skip


def _student(reading: Reading, file: str, number: int, record: dict[str, str], today: date) -> None:
    name, code = cells.name(record["name"])
    if code:
        if len(reading.problems) < caps.PROBLEMS_SHOWN:
            facts = {"value": record["name"][:20]}
            reading.problems.append(Problem(file, "", number, "", code, facts))
        return
    place = None
    if record["grade"]:
        place = ClassRow(int(record["grade"]), int(record["number"]), record["class"])
    born, _code = cells.birth(record["born"], today)
    reading.students.append(
        StudentRow(
            file, "", number, name, "", place, record["sex"], born, "", record["id"],
            guardians=[GuardianRow(**each) for each in json.loads(record["parents"])],
            contact_id=record["contact"], contact_was=record["was"],
        )
    )  # fmt: skip
