"""Can the school hold the talks that a wave will ask for, in time?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

MINUTES_PER_TALK = 40
MOST_WEEKS = 8  # a wave lasts at most 60 days
PREVALENCES = (0.02, 0.05, 0.10)
ORDINARY = (0.80, 0.90)  # a planning figure for any screen, no claim about ours
Rates = tuple[float, float, float]


@dataclass(frozen=True)
class Capacity:
    """Expected talks and the hours they take: a middle figure and the range around it."""

    students: int
    flags: int
    low: int
    high: int
    hours: float


@dataclass(frozen=True)
class Sorted:
    """What a screen of a given accuracy does with so many students."""

    prevalence: float
    flags: int
    right: int
    wrong: int
    missed: int

    @property
    def percent(self) -> int:
        """The prevalence in per cent."""
        return round(self.prevalence * 100)


def expected(students: int, rates: Rates, minutes: int = MINUTES_PER_TALK) -> Capacity:
    """`rates` are the low, middle and high share of students whom the form's rule picks."""
    low, middle, high = (ceil(students * rate) for rate in rates)
    return Capacity(students, middle, low, high, round(middle * minutes / 60, 1))


def with_lot(rates: Rates, share: int) -> Rates:
    """The shares of students who are invited when `share` per cent of the others come by lot."""
    low, middle, high = (rate + (1 - rate) * share / 100 for rate in rates)
    return low, middle, high


def sorted_by(students: int, prevalence: float, sensitivity: float, specificity: float) -> Sorted:
    """Flags, and how many of them are right: flags = n (p se + (1 - p)(1 - sp))."""
    affected = students * prevalence
    right = affected * sensitivity
    wrong = (students - affected) * (1 - specificity)
    return Sorted(
        prevalence, round(right + wrong), round(right), round(wrong), round(affected - right)
    )


def flag_rates(sensitivity: float, specificity: float, prevalences: Rates = PREVALENCES) -> Rates:
    """The share of students whom a rule of this accuracy picks, at three prevalences."""
    low, middle, high = (p * sensitivity + (1 - p) * (1 - specificity) for p in sorted(prevalences))
    return low, middle, high


def fits(demand: Sequence[float], per_week: float, weeks: int) -> bool:
    """`demand[k]` talks are asked for in week k, each to be held within `weeks` weeks.

    Oldest first, so it fits exactly when no run of weeks asks for more than its weeks, and the ones
    left after it, can hold.
    """
    for first in range(len(demand)):
        asked = 0.0
        for last in range(first, len(demand)):
            asked += demand[last]
            if asked > per_week * (last - first + weeks) + 1e-9:
                return False
    return True


def stagger(
    rooms: Sequence[float], per_week: float, weeks: int, beside: Sequence[float] = ()
) -> tuple[int, ...] | None:
    """The week of each class, in the given order, as early as it fits; None where it never does.

    `beside` is what other waves of the school already ask for, week by week.
    """
    demand = [*beside, *([0.0] * max(0, MOST_WEEKS - len(beside)))]
    found: list[int] = []
    for room in rooms:
        for week in range(found[-1] if found else 0, MOST_WEEKS):
            tried = list(demand)
            tried[week] += room
            if fits(tried, per_week, weeks):
                demand = tried
                found.append(week)
                break
        else:
            return None
    return tuple(found)
