"""Where each class goes when a year is over."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from school_safety.schools.years import last_grade, promoted


@dataclass(frozen=True)
class Room:
    pk: UUID
    name: str
    grade: int
    number: int
    heads: int = 30


def room(grade: int, number: int) -> Room:
    return Room(uuid4(), f"{grade}.{number}", grade, number)


@pytest.mark.parametrize(
    ("grades", "last"),
    [
        ([1, 2, 3, 4, 5, 6], 6),
        ([7, 8, 9], 9),
        ([10, 11, 12], 12),
        ([1, 5, 9], 9),
        ([1, 2], 6),  # a young school: nobody leaves yet
        ([7], 9),
        ([], 12),
    ],
)
def test_the_highest_grade_of_a_stage_leaves(grades, last):
    assert last_grade(grades) == last


def test_each_class_keeps_its_number_and_the_last_ones_leave():
    steps = promoted([room(6, 1), room(5, 2), room(5, 1)], 6)
    assert [(s.name, s.to_grade, s.number) for s in steps] == [
        ("5.1", 6, 1),
        ("5.2", 6, 2),
        ("6.1", None, 1),
    ]


def test_a_nine_year_school_goes_on_after_six():
    (step,) = promoted([room(6, 3)], 9)
    assert (step.to_grade, step.number) == (7, 3)
