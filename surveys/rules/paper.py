"""How a questionnaire lies on paper: type by grade, and room enough for its longest question.

Lengths are millimetres. Both tasks of a wave get the same measures, so that from the next desk nobody
tells them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

POINT = 0.3528
LINE = 1.4  # line height, as in print.css
WIDTH = 190.0  # of a sheet inside its margins
BOX, GAP = 6.6, 4.0  # a box with the space behind it, and the space behind an option
AIR = 4.5  # between the text and its options, and below them
STEP, TALLEST = 4, 80  # the heights that print.css knows
OPTIONS, MORE = 0.9, 0.8  # size of options and hints beside the question's
FIRST_ASIAN = 0x2E80  # from here on characters are as wide as high; others take about half


@dataclass(frozen=True)
class Type:
    """Size of the questions in points, least height of one, and the room that a side has for them."""

    name: str
    points: float
    least: int
    first: int
    later: int


CHILD = Type("child", 16, 32, 160, 164)
YOUNG = Type("young", 14, 24, 160, 176)
PLAIN = Type("plain", 12, 20, 160, 180)


@dataclass(frozen=True)
class Line:
    """One question: its words, what stands behind them in small type, its options."""

    text: str
    more: str
    options: Sequence[str]


def type_of(grade: int) -> Type:
    """Like a textbook of that grade, and a little larger: the youngest read 16 points."""
    if grade <= 4:
        return CHILD
    return YOUNG if grade <= 6 else PLAIN


def ems(text: str) -> float:
    """About how wide, in sizes of the type."""
    return sum(1.0 if ord(sign) >= FIRST_ASIAN else 0.52 for sign in text)


def height(line: Line, type_: Type) -> float:
    """What the text and its options take, broken into lines."""
    em = type_.points * POINT
    text = (ems(line.text) + 2 + ems(line.more) * MORE) * em
    rows, left = 1, WIDTH
    for option in line.options:
        wide = BOX + GAP + ems(option) * em * OPTIONS
        if wide > left and left < WIDTH:
            rows, left = rows + 1, WIDTH
        rows += ceil(wide / WIDTH) - 1
        left -= wide
    return ceil(text / WIDTH) * em * LINE + rows * em * OPTIONS * LINE + AIR


def tall(lines: Iterable[Line], type_: Type) -> int:
    """The height that every question of these gets, so that the longest fits."""
    most = max((height(line, type_) for line in lines), default=0)
    return min(max(type_.least, ceil(most / STEP) * STEP), TALLEST)


def sides(count: int, each: int, type_: Type) -> list[range]:
    """Which questions stand on which side. Full leaves always, also where one side is empty:
    printed on both sides, nobody shares one."""
    first, later = (max(room // each, 1) for room in (type_.first, type_.later))
    found = [range(min(first, count))]
    found += [range(at, min(at + later, count)) for at in range(first, count, later)]
    return found if len(found) % 2 == 0 else [*found, range(0)]
