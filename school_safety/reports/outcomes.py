"""Figures of one's own school for whoever works on its cases: who was reached, how fast, what changed.

Counts of work are live (DECISIONS 10: a school's own S2 figures). What comes from measures of children
shows only from ten on, rounded, through the same rules as a publication; nobody stands in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interventions.queries import outcomes
from surveys.queries import changing, repeated
from surveys.queries.norms import RELIABLE, noise

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
class Reliable:
    """Changes beyond the noise of one questionnaire, judged by a reliability measured here.

    `needed`: the least change in points that counts; `less`, `same`, `more`: protected counts.
    """

    code: str
    measured: changing.Yardstick
    needed: float
    less: Shown
    same: Shown
    more: Shown


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


def reliable(school_ids: Iterable[UUID], since: datetime) -> list[Reliable]:
    """Of every questionnaire whose reliability is known here and that ten answered before and after."""
    schools = list(school_ids)
    known = changing.yardsticks(schools)
    if not known:
        return []
    pairs = repeated.pairs(outcomes.helped_students(schools, since))
    return [
        judged(code, measured, pairs[code])
        for code, measured in sorted(known.items())
        if len(pairs.get(code, [])) >= THRESHOLD
    ]


def judged(code: str, measured: changing.Yardstick, pairs: list[change.Pair]) -> Reliable:
    """How many really went down, stayed, went up (Jacobson & Truax 1991)."""
    needed = RELIABLE * noise(measured.spread, measured.reliability)
    moves = [after - before for before, after in pairs]
    counts = {
        "less": sum(move < -needed for move in moves),
        "same": sum(abs(move) <= needed for move in moves),
        "more": sum(move > needed for move in moves),
    }
    gone = hide(counts)
    cells = {name: HIDDEN if name in gone else shown(n, len(pairs)) for name, n in counts.items()}
    return Reliable(code, measured, needed, **cells)


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
