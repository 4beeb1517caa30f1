"""A reading as JSON and back, while it waits for the clerk."""

from typing import Any

from .rows import ClassRow, GuardianRow, Problem, Reading, SchoolRow, StudentRow


def load(data: dict[str, Any]) -> Reading:
    """The reverse of dataclasses.asdict for a reading."""
    district = data["district"]
    return Reading(
        kind=data["kind"],
        students=[_student(row) for row in data["students"]],
        problems=[Problem(**row) for row in data["problems"]],
        notes=[(code, facts) for code, facts in data["notes"]],
        schools={key: SchoolRow(**row) for key, row in data["schools"].items()},
        district=SchoolRow(**district) if district else None,
        whole=data["whole"],
    )


def _student(row: dict[str, Any]) -> StudentRow:
    row = dict(row)
    place = row.pop("classroom")
    guardians = row.pop("guardians")
    return StudentRow(
        **row,
        classroom=ClassRow(**place) if place else None,
        guardians=[GuardianRow(**guardian) for guardian in guardians],
    )
