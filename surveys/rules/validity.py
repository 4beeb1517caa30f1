"""How far the answers can be relied on. Never a reason to pass over a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import median

from .form import Form
from .packing import Choice

FAST = 2.0  # seconds per item (Huang 2012); a caution
VERY_FAST = 1.0  # seconds per item (Wood 2017); the same check, said more strongly
LONGEST_RUN = 10
SLACK = 5.0  # seconds a device's own clock may run ahead of ours


class Validity(IntEnum):
    """Stored as a plain small integer."""

    OK = 0
    CAUTION = 1
    INVALID = 2


@dataclass(frozen=True)
class Checks:
    """The state and the named reasons behind it."""

    state: Validity
    reasons: tuple[str, ...] = ()


def seconds_per_item(
    answered: int, elapsed: float, reported: Sequence[float] | None = None
) -> float | None:
    """The device's median where it fits into the time the server saw; else the server's mean."""
    if not answered:
        return None
    times = [time for time in reported or () if time > 0]
    if len(times) >= answered and sum(times) <= elapsed + SLACK:
        return float(median(times))
    return elapsed / answered


def longest_run(form: Form, choices: Sequence[Choice]) -> int:
    """The longest run of the same option over scored items, in the order they were shown."""
    best = run = 0
    last: int | None = None
    for item, choice in zip(form.items, choices, strict=True):
        if not item.scored or choice is None:
            continue
        run = run + 1 if choice == last else 1
        last, best = choice, max(best, run)
    return best


def contradicts(form: Form, choices: Sequence[Choice]) -> bool:
    """The same far option on items keyed both ways."""
    ends: dict[bool, set[int]] = {True: set(), False: set()}
    for item, choice in zip(form.items, choices, strict=True):
        if item.scored and choice is not None:
            ends[item.reverse].add(choice)
    return len(ends[True]) == 1 and ends[True] == ends[False]


def check(
    form: Form,
    choices: Sequence[Choice],
    *,
    elapsed: float,
    reported: Sequence[float] | None = None,
) -> Checks:
    """Two independent checks make invalid; an honest run of "never" alone makes nothing."""
    answered = sum(1 for choice in choices if choice is not None)
    pace = seconds_per_item(answered, elapsed, reported)
    speed = _speed(pace)
    against_itself = contradicts(form, choices)
    pattern = ["contradiction"] if against_itself else []
    long_at = max(LONGEST_RUN, len(form.scored) // 2)
    if longest_run(form, choices) >= long_at and (speed or against_itself):
        pattern.append("longstring")
    state = bool(speed) + bool(pattern)
    return Checks(Validity(state), (*speed, *pattern))


def _speed(pace: float | None) -> list[str]:
    if pace is None or pace >= FAST:
        return []
    return ["very_fast" if pace < VERY_FAST else "fast"]
