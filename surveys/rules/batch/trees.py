"""Rule trees over a block in Kleene's three values: two bitmaps, surely and possibly.

Surely without possibly does not occur; possibly without surely is open. Where nothing is open the
two are the same object, and each step is taken once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .blocks import Flags


@dataclass(frozen=True)
class Truths:
    """One statement about every respondent."""

    sure: Flags
    possible: Flags

    def both(self, step: Callable[[Flags], Flags]) -> "Truths":
        """Take the same step with either bitmap."""
        sure = step(self.sure)
        return Truths(sure, sure if self.possible is self.sure else step(self.possible))


@dataclass(frozen=True)
class Facts:
    """What a rule may look at; as `surveys.rules.trees.Facts`, for all at once."""

    met: Callable[[str], Truths]
    value: Callable[[str, float], Truths]  # does this item's score reach the cut?
    scale: Callable[[str, float], Truths]  # does this scale?
    rows: int


def _merge(truths: Sequence[Truths], step: Callable[[list[Flags]], Flags]) -> Truths:
    sure = step([each.sure for each in truths])
    if all(each.possible is each.sure for each in truths):
        return Truths(sure, sure)
    return Truths(sure, step([each.possible for each in truths]))


def at_least(needed: int, truths: Sequence[Truths]) -> Truths:
    """Surely when enough surely hold; possibly when enough still can."""

    def enough(flags: list[Flags]) -> Flags:
        count = flags[0].astype(np.int16)
        for each in flags[1:]:
            count += each
        return np.asarray(count >= needed)

    return _merge(truths, enough)


def holds(tree: str | Mapping[str, Any], facts: Facts) -> Truths:
    """Walk one rule tree, in the order of `surveys.rules.trees.holds`."""
    if isinstance(tree, str):
        return facts.met(tree)
    if "all" in tree:
        return _joined(tree["all"], facts, np.logical_and, empty=True)
    if "any" in tree:
        return _joined(tree["any"], facts, np.logical_or, empty=False)
    if "not" in tree:
        inner = holds(tree["not"], facts)
        turned = Truths(inner.possible, inner.sure)
        return turned.both(np.logical_not)
    if "of" in tree:
        branches = [holds(branch, facts) for branch in tree["of"]]
        if branches:
            return at_least(tree["at_least"], branches)
        return _constant(tree["at_least"] <= 0, facts.rows)
    if "item" in tree:
        return facts.value(tree["item"], tree["at_least"])
    return facts.scale(tree["scale"], tree["at_least"])


def leaves(tree: str | Mapping[str, Any]) -> Iterator[str]:
    """Ids of the items that a tree looks at by themselves."""
    if isinstance(tree, str):
        yield tree
        return
    if "item" in tree:
        yield tree["item"]
    for branch in (*tree.get("all", ()), *tree.get("any", ()), *tree.get("of", ())):
        yield from leaves(branch)
    if "not" in tree:
        yield from leaves(tree["not"])


def _joined(branches: Sequence[Any], facts: Facts, join: np.ufunc, *, empty: bool) -> Truths:
    truths = [holds(branch, facts) for branch in branches]
    if not truths:
        return _constant(empty, facts.rows)
    return _merge(truths, join.reduce) if len(truths) > 1 else truths[0]


def _constant(value: bool, rows: int) -> Truths:
    flags = np.full(rows, value)
    return Truths(flags, flags)
