"""Paper sheets typed in twice: where two readings agree, and where somebody must look again.

A reading is a text of one mark per question: an option as in `packing`, BLANK where nothing (or
nothing legible) is ticked, TWO where two boxes are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .packing import FIRST, MISSING, MOST_OPTIONS, BadAnswers, Choice

BLANK, TWO = MISSING, "*"
NO_OPTION = frozenset({BLANK, TWO})


@dataclass(frozen=True)
class Agreement:
    """`marks` hold the settled mark of each question, None where none is settled yet."""

    marks: tuple[str | None, ...]

    @property
    def differing(self) -> tuple[int, ...]:
        """Places at which somebody looks again."""
        return tuple(place for place, mark in enumerate(self.marks) if mark is None)

    @property
    def whole(self) -> bool:
        """Nothing is left open."""
        return not self.differing


def mark_of(choice: Choice) -> str:
    """An option number, or None for no answer, as a mark."""
    return BLANK if choice is None else chr(FIRST + choice)


def check(marks: Sequence[str], sizes: Sequence[int]) -> None:
    """Raise BadAnswers unless there is one possible mark for each question."""
    if len(marks) != len(sizes):
        raise BadAnswers("length")
    for mark, size in zip(marks, sizes, strict=True):
        if not possible(mark, size):
            raise BadAnswers("option")


def possible(mark: str, size: int) -> bool:
    """Whether a question with so many options can bear this mark."""
    if mark in NO_OPTION:
        return True
    return len(mark) == 1 and 0 <= ord(mark) - FIRST < min(size, MOST_OPTIONS)


def same(one: str, other: str) -> bool:
    """The same option; or no option either time, whatever the reason that was noted for it."""
    return one == other or {one, other} <= NO_OPTION


def settled(one: str, other: str) -> str:
    """What two equal marks mean together: two ticks that one reader saw stay noted."""
    return TWO if TWO in {one, other} else one


def agree(first: str, second: str, third: Mapping[int, str] | None = None) -> Agreement:
    """For each question two equal readings decide; `third` holds later looks, by place.

    A third mark that equals neither settles nothing: the place stays open for another look.
    """
    looks = third or {}
    marks: list[str | None] = []
    for place, (one, other) in enumerate(zip(first, second, strict=True)):
        again = looks.get(place)
        if same(one, other):
            marks.append(settled(one, other))
        elif again is not None and same(again, one):
            marks.append(settled(again, one))
        elif again is not None and same(again, other):
            marks.append(settled(again, other))
        else:
            marks.append(None)
    return Agreement(tuple(marks))


def choices_of(marks: Sequence[str | None]) -> tuple[Choice, ...]:
    """Marks as the scoring reads them: no option and not settled are both no answer."""
    return tuple(None if mark is None or mark in NO_OPTION else ord(mark) - FIRST for mark in marks)


def two_ticks(marks: Sequence[str | None]) -> tuple[int, ...]:
    """Places at which two boxes were ticked."""
    return tuple(place for place, mark in enumerate(marks) if mark == TWO)
