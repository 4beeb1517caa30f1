"""Totals and subscales of a whole block, as exact fractions; the rules are those of `totals`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import ceil
from typing import Any

import numpy as np

from surveys.rules.form import Form, Item

from .blocks import Block, Flags, Numbers
from .options import chose, meeting, scores


@dataclass(frozen=True)
class Figures:
    """`low / over` to `high / over` for each respondent; `high is low` where nothing is open.

    `over` is one integer for all, or one each where sums were prorated.
    """

    low: Numbers
    high: Numbers
    over: int | Numbers = 1

    @property
    def known(self) -> Flags:
        """Who has one figure."""
        return np.asarray(self.low == self.high)

    @property
    def lowest(self) -> Numbers:
        """As floating point numbers, for reading."""
        return np.asarray(self.low / self.over)

    @property
    def highest(self) -> Numbers:
        """As floating point numbers, for reading."""
        return np.asarray(self.high / self.over)

    def reach(self, cut: float) -> tuple[Flags, Flags]:
        """Who is at or above the cut, and who could be; compared without rounding."""
        exact = Fraction(cut)
        if isinstance(self.over, int):
            needed: Any = ceil(exact * self.over)
        else:
            table = [ceil(exact * over) for over in range(int(self.over.max(initial=0)) + 1)]
            needed = np.array(table, np.int64)[self.over]
        sure = self.low >= needed
        return sure, sure if self.high is self.low else self.high >= needed


@dataclass(frozen=True)
class Scale:
    """One total of a form, ready for blocks."""

    places: tuple[int, ...]
    items: tuple[Item, ...]
    kind: str  # sum, mean or count
    share: Fraction  # of the items, up to which a sum is prorated
    zero: bool = False  # an unanswered item counts 0 once anything is answered

    @cached_property
    def values(self) -> tuple[tuple[int, ...], ...]:
        """Scores of the options, per item."""
        return tuple(scores(item) for item in self.items)

    @cached_property
    def small(self) -> type[np.signedinteger[Any]]:
        """The smallest integers that hold every possible total."""
        ends = (sum(map(min, self.values)), sum(map(max, self.values)), len(self.items))
        fits = (t for t in (np.int8, np.int16) if all(abs(end) <= np.iinfo(t).max for end in ends))
        return next(fits, np.int64)

    def of(self, block: Block, *, complete: bool) -> Figures:
        """The figures of this block; `complete` promises that nobody left anything out."""
        if self.kind == "count":
            return self._counted(block, complete=complete)
        over = len(self.items) if self.kind == "mean" and self.items else 1
        if complete or not self.items:
            total = self._added(block)
            return Figures(total, total, over)
        return self._prorated(block, over)

    def _counted(self, block: Block, *, complete: bool) -> Figures:
        met = np.zeros(block.shape[1], self.small)
        for place, item in zip(self.places, self.items, strict=True):
            met += chose(block[place], meeting(item)).view(np.int8)
        if complete:
            return Figures(met, met)
        return Figures(met, met + self._gone(block).sum(0, self.small))

    def _gone(self, block: Block) -> Flags:
        return np.asarray(block[list(self.places)] < 0)

    @cached_property
    def slopes(self) -> tuple[int, ...]:
        """Per item 1 or -1 where its scores are the option numbers moved by a constant, else 0."""
        return tuple(map(_slope, self.values))

    def _added(self, block: Block) -> Numbers:
        total = np.zeros(block.shape[1], self.small)
        moved = 0
        for place, values, slope in zip(self.places, self.values, self.slopes, strict=True):
            if not slope:
                total += np.take(np.array(values, self.small), block[place], mode="wrap")
                continue
            moved += values[0]
            (np.add if slope > 0 else np.subtract)(total, block[place], out=total)
        total += np.array(moved).astype(self.small)
        return total

    def _prorated(self, block: Block, over: int) -> Figures:
        count, known = len(self.items), np.zeros(block.shape[1], np.int64)
        for place, values in zip(self.places, self.values, strict=True):
            known += np.array([*values, 0])[block[place]]  # -1 is the nought at the end
        gone = self._gone(block)
        missing = gone.sum(0)
        allowed = (missing <= int(self.share * count)) & (missing < count)
        least = np.array([min(item.values) for item in self.items])
        most = np.array([max(item.values) for item in self.items])
        if self.zero:
            allowed = missing < count
            return Figures(
                np.where(allowed, known, known + least @ gone),
                np.where(allowed, known, known + most @ gone),
                over,
            )
        whole = known * count
        return Figures(
            np.where(allowed, whole, known + least @ gone),
            np.where(allowed, whole, known + most @ gone),
            np.where(allowed, count - missing, 1) * over,
        )


def _slope(values: tuple[int, ...]) -> int:
    step = values[1] - values[0]
    straight = all(after - before == step for before, after in pairwise(values))
    return step if straight and abs(step) == 1 else 0


def scale(form: Form, name: str) -> Scale:
    """A scale of the form by name, counted as `totals.total` counts it."""
    scoring: Mapping[str, Any] = form.scoring
    how = scoring if name == "total" else {**scoring, **scoring["subscales"][name]}
    places: Sequence[int] = [form.position[member] for member in form.members(name)]
    return Scale(
        places=tuple(places),
        items=tuple(form.items[place] for place in places),
        kind=how.get("method", how["total"]),
        share=Fraction(str(how.get("missing", {}).get("max_share", 0))),
        zero=how.get("missing", {}).get("rule") == "zero",
    )
