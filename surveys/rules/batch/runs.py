"""The longest run of one option over scored items, for a whole block; as `validity.longest_run`."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from .blocks import Block, Numbers


def longest(block: Block, places: Sequence[int], *, complete: bool) -> Numbers:
    """Per respondent; an unanswered item neither ends nor lengthens a run."""
    small: Any = np.int8 if len(places) <= np.iinfo(np.int8).max else np.int16
    if not places:
        return np.zeros(block.shape[1], small)
    if not complete:
        return _with_gaps(block, places, small)
    run = np.ones(block.shape[1], small)
    best = run.copy()
    for last, place in pairwise(places):
        run *= (block[last] == block[place]).view(np.int8)
        run += small(1)
        np.maximum(best, run, out=best)
    return best


def _with_gaps(block: Block, places: Sequence[int], small: Any) -> Numbers:
    run = np.zeros(block.shape[1], small)
    best, last = run.copy(), np.full(block.shape[1], -1, np.int8)
    for place in places:
        column = block[place]
        there = column >= 0
        run = np.where(there, np.where(column == last, run + 1, 1), run).astype(small)
        last = np.where(there, column, last)
        np.maximum(best, run, out=best)
    return best
