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
FAST_FOR_GRADE = 1 / 3  # of the grade's median: good readers of grade 12 are quick and right
FAILED_INVALID = 2  # instructed questions not followed: one is a caution, two make invalid
PAIRS_INCONSISTENT = 2
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
    answered: int, elapsed: float | None, reported: Sequence[float] | None = None
) -> float | None:
    """The device's median where it fits into the time the server saw; else the server's mean.

    None where nothing was answered, or nobody timed it (`elapsed` is None: on paper).
    """
    if not answered or elapsed is None:
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


def failed(form: Form, choices: Sequence[Choice]) -> int:
    """How many instructed questions ("please choose ...") were answered otherwise; skipping is fine."""
    return sum(
        1
        for item, choice in zip(form.items, choices, strict=True)
        if item.instructed and choice is not None and item.codes[choice] != item.instructed
    )


def inconsistent(form: Form, choices: Sequence[Choice]) -> int:
    """How many pairs of the same meaning lie more than half of their range apart."""
    found = 0
    for names in form.pairs:
        first, second = (form.items[form.position[name]] for name in names)
        one, other = (choices[form.position[name]] for name in names)
        if one is None or other is None:
            continue
        reach = max(first.values) - min(first.values)
        if abs(first.value(one) - second.value(other)) * 2 > reach:
            found += 1
    return found


def check(
    form: Form,
    choices: Sequence[Choice],
    *,
    elapsed: float | None,
    reported: Sequence[float] | None = None,
    typical: float | None = None,
) -> Checks:
    """Two independent checks make invalid; an honest run of "never" alone makes nothing.

    `typical`: the median seconds per item of the grade, where it is known. Speed (Huang 2012, Wood
    2017), pattern, instructed questions and inconsistent pairs (PMC5965624) are independent; two
    instructed questions not followed are enough by themselves.
    """
    answered = sum(1 for choice in choices if choice is not None)
    speed = _speed(seconds_per_item(answered, elapsed, reported), typical)
    pattern = _pattern(form, choices, fast=bool(speed))
    wrong = failed(form, choices)
    told = ["instructed_twice" if wrong >= FAILED_INVALID else "instructed"] if wrong else []
    apart = inconsistent(form, choices) >= PAIRS_INCONSISTENT
    pairs = ["inconsistent"] if apart else []
    count = bool(speed) + bool(pattern) + min(wrong, FAILED_INVALID) + bool(pairs)
    state = Validity(min(count, Validity.INVALID))
    return Checks(state, (*speed, *pattern, *told, *pairs))


def _pattern(form: Form, choices: Sequence[Choice], *, fast: bool) -> list[str]:
    against_itself = contradicts(form, choices)
    found = ["contradiction"] if against_itself else []
    long_at = max(LONGEST_RUN, len(form.scored) // 2)
    if longest_run(form, choices) >= long_at and (fast or against_itself):
        found.append("longstring")
    return found


def _speed(pace: float | None, typical: float | None) -> list[str]:
    if pace is None:
        return []
    if pace < VERY_FAST:
        return ["very_fast"]
    if pace < FAST:
        return ["fast"]
    if typical is not None and pace < typical * FAST_FOR_GRADE:
        return ["fast_for_grade"]
    return []
