"""Which options of an item reach a score, and who chose one of them."""

import numpy as np

from surveys.rules.form import Item

from .blocks import Block, Flags


def scores(item: Item) -> tuple[int, ...]:
    """The score of each option, turned round where the item is keyed the other way."""
    return tuple(item.value(choice) for choice in range(len(item.values)))


def reaching(item: Item, cut: float) -> tuple[int, ...]:
    """The options that score at or above the cut."""
    return tuple(choice for choice, value in enumerate(scores(item)) if value >= cut)


def meeting(item: Item) -> tuple[int, ...]:
    """The options that meet the item's criterion, as `totals.criterion_met`."""
    if item.met_at is None:
        return tuple(choice for choice, value in enumerate(scores(item)) if value > 0)
    return reaching(item, item.met_at)


def chose(column: Block, options: tuple[int, ...]) -> Flags:
    """Who chose one of these options; whoever did not answer chose none."""
    if not options:
        return np.zeros(column.shape, np.bool_)
    low, high = options[0], options[-1]
    found: Flags
    if len(options) == high - low + 1:  # one run of options: a single comparison
        shifted = column.view(np.uint8) - np.uint8(low) if low else column.view(np.uint8)
        found = shifted <= high - low
        return found
    found = column == low
    for option in options[1:]:
        found |= column == option
    return found
