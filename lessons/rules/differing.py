"""What was taken out of a text and what was put in, line by line. Plain Python."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest


@dataclass(frozen=True)
class Line:
    """`mark` is "-" for a line that went, "+" for one that came, "" for one that stayed."""

    mark: str
    text: str


def lines(before: Sequence[str], after: Sequence[str], *, around: int = 1) -> list[Line]:
    """Only what changed, with a line or so around it."""
    found: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around):
        for kind, first, last, new_first, new_last in group:
            if kind == "equal":
                found += [Line("", each) for each in before[first:last]]
                continue
            found += [Line("-", each) for each in before[first:last]]
            found += [Line("+", each) for each in after[new_first:new_last]]
    return found


def pairs[T: Hashable](before: Sequence[T], after: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """What went beside what came in its place; None where nothing did."""
    found: list[tuple[T | None, T | None]] = []
    for kind, first, last, new_first, new_last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            found += zip_longest(before[first:last], after[new_first:new_last])
    return found
