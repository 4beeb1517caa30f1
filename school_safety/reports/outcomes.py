"""Figures of one's own school for whoever works on its cases: who was reached, how fast, what changed.

Counts of work are live (DECISIONS 10: a school's own S2 figures). What comes from measures of children
shows only from ten on, rounded, through the same rules as a publication; nobody stands in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interventions.queries import outcomes
from surveys.queries import repeated

from . import change
from .suppression import HIDDEN, THRESHOLD, Shown, hide, shown

DOMAINS, WEEKS = "domains", "weeks"
MORE_IS_BETTER = frozenset({WEEKS})


@dataclass(frozen=True)
class Speed:
    """Hours from signal to first contact of one level; `n` children were met, `in_time` in time."""

    level: int
    n: int
    in_time: int
    median: float | None
    ninetieth: float | None


@dataclass(frozen=True)
class Measured:
    """One measure taken twice; `found` is None where fewer than ten were."""

    code: str
    n: Shown
    found: change.Change | None
    less_is_better: bool


@dataclass(frozen=True)
class Asked:
    """One question after the end: answers 0 to 2, hidden together where fewer than ten answered."""

    item: str
    n: Shown
    answers: tuple[Shown, ...]


def speeds(found: outcomes.Outcomes) -> list[Speed]:
    """Per level against its clock."""
    return [
        Speed(
            level=level,
            n=len(hours),
            in_time=found.in_time[level],
            median=change.percentile(hours, 0.5),
            ninetieth=change.percentile(hours, 0.9),
        )
        for level, hours in found.hours.items()
    ]


def measured(school_ids: Iterable[UUID], since: datetime) -> list[Measured]:
    """Parts of life, weekly checks, and every questionnaire that was answered before and after."""
    schools = list(school_ids)
    rows = {
        DOMAINS: outcomes.burdens(schools, since),
        WEEKS: outcomes.weeks(schools, since),
        **repeated.pairs(outcomes.helped_students(schools, since)),
    }
    return [measure(code, pairs) for code, pairs in rows.items()]


def measure(code: str, pairs: list[change.Pair]) -> Measured:
    """Nothing is computed of fewer than ten."""
    enough = len(pairs) >= THRESHOLD
    return Measured(
        code=code,
        n=shown(len(pairs)),
        found=change.change(pairs) if enough else None,
        less_is_better=code not in MORE_IS_BETTER,
    )


def asked(school_ids: Iterable[UUID], since: datetime) -> list[Asked]:
    """The three questions; an answer that few gave is hidden, and whatever would betray it."""
    return [
        answers(item, {str(tap): counted.get(tap, 0) for tap in (0, 1, 2)})
        for item, counted in outcomes.feedback(list(school_ids), since).items()
    ]


def answers(item: str, counts: dict[str, int]) -> Asked:
    """One question, protected."""
    total = sum(counts.values())
    if total < THRESHOLD:
        return Asked(item, HIDDEN, (HIDDEN, HIDDEN, HIDDEN))
    gone = hide(counts)
    kept = tuple(HIDDEN if tap in gone else shown(n, total) for tap, n in counts.items())
    return Asked(item, shown(total), kept)
