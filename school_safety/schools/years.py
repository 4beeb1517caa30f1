"""From one school year into the next: where each class goes. Plain rules, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

ENDS = (6, 9, 12)  # the last grades of primary, middle and high school


@dataclass(frozen=True)
class Step:
    """One class of the old year; `to_grade` is None where its children leave the school."""

    classroom_id: UUID
    name: str
    heads: int
    number: int
    to_grade: int | None


def last_grade(grades: Iterable[int]) -> int:
    """The grade whose children leave: the school's highest, raised to where that stage ends.

    A young school has no graduates yet: one whose highest grade is 4 ends with 6, not with 4.
    """
    highest = max(grades, default=ENDS[-1])
    return next(end for end in ENDS if end >= highest)


def promoted(rooms: Iterable[Any], last: int) -> list[Step]:
    """Each class one grade up, with its number; those of the last grade leave.

    A room has `pk`, `name`, `grade`, `number` and `heads` (students on the roll).
    """
    return [
        Step(
            room.pk,
            room.name,
            room.heads,
            room.number,
            room.grade + 1 if room.grade < last else None,
        )
        for room in sorted(rooms, key=lambda room: (room.grade, room.number))
    ]
