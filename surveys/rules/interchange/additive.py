"""Is this formula a sum of scores over items? Found out by asking it, and proved on random answers.

A formula is only ever a function from answers to a number. It is probed one answer at a time, the
scores that explain what it says are written down, and then both are compared on answer vectors
drawn with a fixed seed, some with gaps. Whatever does not agree everywhere is no sum of scores.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .draws import Draws
from .patience import OutOfPatience, patient

Choices = Mapping[str, int]  # item -> option; an item that is not named is unanswered
Formula = Callable[[Choices], Fraction | None]
Weights = Sequence[Fraction | None]  # what the file says the options of one item score

VECTORS = 50


class NotAdditive(Exception):
    """`code` says in which way the formula is no sum of scores."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def patiently(formula: Formula) -> Formula:
    """The same formula, given up on (NotAdditive) where one answer takes it too long."""
    ask = patient(formula)

    def asked(choices: Choices) -> Fraction | None:
        try:
            return ask(choices)
        except OutOfPatience:
            raise NotAdditive("formula_slow") from None

    return asked


@dataclass(frozen=True)
class Sum:
    """Scores by item, how they come together, and what an unanswered item does."""

    weights: dict[str, tuple[Fraction, ...]]
    method: str  # sum or mean
    missing: dict[str, object]

    def of(self, choices: Choices) -> Fraction | None:
        """The figure for one set of answers, by our own rule."""
        known = [
            weights[choices[name]] for name, weights in self.weights.items() if name in choices
        ]
        gaps = len(self.weights) - len(known)
        if not known or (gaps and self.missing["rule"] == "bounds"):
            return None
        total = sum(known, Fraction(0))
        if gaps and self.missing["rule"] == "prorate":
            total = total * len(self.weights) / len(known)
        return total / len(self.weights) if self.method == "mean" else total


def compile_sum(formula: Formula, declared: Mapping[str, Weights]) -> Sum:
    """The sum that a formula is, over the items in `declared`; NotAdditive where it is none."""
    base = dict.fromkeys(declared, 0)
    start = formula(base)
    if start is None:
        raise NotAdditive("formula_silent")
    steps = {
        name: [
            _known(formula({**base, name: option})) - start if option else Fraction(0)
            for option in range(len(weights))
        ]
        for name, weights in declared.items()
    }
    members = [name for name, step in steps.items() if any(step)]
    if not members:
        raise NotAdditive("formula_unequal")
    missing = _missing(formula, {name: len(declared[name]) for name in members}, start)
    if missing == "zero":
        alone = {name: _known(formula({name: 0})) for name in members}
        weights = {name: tuple(alone[name] + step for step in steps[name]) for name in members}
    else:
        weights = _placed(start, {name: steps[name] for name in members}, declared)
    found = _averaged(weights, missing, declared)
    _prove(formula, found, declared)
    return found


def _known(value: Fraction | None) -> Fraction:
    if value is None:
        raise NotAdditive("formula_gap")
    return value


def _missing(formula: Formula, sizes: Mapping[str, int], whole: Fraction) -> str:
    """What one gap does: nothing comes out, the gap counts 0, or the rest stands for it."""
    first, *rest = sizes
    if not rest:
        return "bounds" if formula({}) is None else "zero"
    others = formula(dict.fromkeys(rest, 0))
    alone = formula({first: 0})
    if others is None or alone is None:
        return "bounds"
    if alone + others != whole:
        return "prorate"
    for option in range(1, sizes[first]):  # all at 0 cannot tell: ask where the first differs
        high = _known(formula({first: option}))
        if high != alone:
            together = _known(formula({**dict.fromkeys(rest, 0), first: option}))
            return "zero" if together == high + others else "prorate"
    return "zero"


def _placed(
    start: Fraction, steps: Mapping[str, Sequence[Fraction]], declared: Mapping[str, Weights]
) -> dict[str, tuple[Fraction, ...]]:
    """Scores where only differences can be seen: the file's own, turned, or starting at 0."""
    found: dict[str, tuple[Fraction, ...]] = {}
    turned = []
    for name, step in steps.items():
        own = [weight for weight in declared[name] if weight is not None]
        first = Fraction(0)
        slope = _slope(step, own) if len(own) == len(step) else None
        if slope is not None and slope > 0:
            first = own[0] * slope
        elif slope is not None:
            first = (max(own) + min(own) - own[0]) * -slope
            turned.append(name)
        else:
            first = -min(step)
        found[name] = tuple(first + each for each in step)
    left = start - sum((weights[0] for weights in found.values()), Fraction(0))
    if left:
        shared = turned or list(found)
        share = left / len(shared)
        if not turned and not _even(found, share):
            raise NotAdditive("formula_constant")
        for name in shared:
            found[name] = tuple(weight + share for weight in found[name])
    return found


def _even(found: Mapping[str, tuple[Fraction, ...]], share: Fraction) -> bool:
    """A leftover may go to all alike, if scores stay whole."""
    return all(
        (weight + share).denominator == 1 for weights in found.values() for weight in weights
    )


def _slope(step: Sequence[Fraction], own: Sequence[Fraction]) -> Fraction | None:
    """The one factor between the file's scores and what the formula makes of them."""
    factors = set()
    for change, weight in zip(step, own, strict=True):
        if weight == own[0]:
            if change:
                return None
            continue
        factors.add(change / (weight - own[0]))
    return factors.pop() if len(factors) == 1 else None


def _averaged(
    weights: dict[str, tuple[Fraction, ...]], missing: str, declared: Mapping[str, Weights]
) -> Sum:
    """A mean where the scores are the file's own only after times the number of items."""
    count = len(weights)
    times = {name: tuple(weight * count for weight in row) for name, row in weights.items()}
    whole = all(weight.denominator == 1 for row in weights.values() for weight in row)
    whole_times = all(weight.denominator == 1 for row in times.values() for weight in row)
    own = any(times[name] == tuple(declared[name]) for name in times)
    mean = count > 1 and whole_times and (own or not whole)
    rule: dict[str, object] = {"rule": missing}
    if missing == "prorate":
        rule["max_share"] = 1
    return Sum(times if mean else weights, "mean" if mean else "sum", rule)


def _prove(formula: Formula, found: Sum, declared: Mapping[str, Weights]) -> None:
    """Equal on seeded random answers over every item, also those that should not matter."""
    source = Draws()
    for number in range(VECTORS):
        choices = {name: source.below(len(row)) for name, row in declared.items()}
        if number % 5 == 4:
            for _ in range(1 + number % max(1, len(choices) // 2)):
                names = sorted(choices)
                del choices[names[source.below(len(names))]]
        if not any(name in choices for name in found.weights):
            continue
        if formula(choices) != found.of(choices):
            raise NotAdditive("formula_unequal")
