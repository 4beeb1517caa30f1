"""What was taken out of a text and what was put in, line by line. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


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
