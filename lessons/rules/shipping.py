"""What becomes of a page that came with the product when a newer one comes. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """One for both languages: they go together, or neither does."""

    NEW = "new"
    RENEWED = "renewed"
    SAME = "same"
    OURS = "edited"  # somebody has worked on it since: it is left alone
    GONE = "gone"  # taken off the shelf here: it does not come back


@dataclass(frozen=True)
class Found:
    """One language of it: does it stand there, did it ever, has anybody worked on it, is there news."""

    there: bool
    known: bool
    touched: bool = False
    news: bool = False


def fate(found: Sequence[Found]) -> Fate:
    """Nobody's work is written over, and nothing that was taken away comes back."""
    if not any(each.there for each in found):
        return Fate.GONE if any(each.known for each in found) else Fate.NEW
    if not any(each.news for each in found):
        return Fate.SAME
    free = all(each.there and not each.touched for each in found)
    return Fate.RENEWED if free else Fate.OURS
