"""Can the school hold the talks that a wave will ask for?"""

from dataclasses import dataclass
from math import ceil

MINUTES_PER_TALK = 40


@dataclass(frozen=True)
class Capacity:
    """Expected talks and the hours they take: a middle figure and the range around it."""

    students: int
    flags: int
    low: int
    high: int
    hours: float


def expected(students: int, rates: tuple[float, float, float]) -> Capacity:
    """`rates` are the low, middle and high share of students whom the form's rule picks."""
    low, middle, high = (ceil(students * rate) for rate in rates)
    return Capacity(students, middle, low, high, round(middle * MINUTES_PER_TALK / 60, 1))
