"""How a questionnaire lies on paper: type by grade, and room enough for its longest question.

Lengths are millimetres. Both tasks of a wave get the same measures, so that from the next desk nobody
tells them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

POINT = 0.3528
LINE, ROW = 1.4, 1.7  # line heights of text and of options, as in print.css
WIDTH = 190.0  # of a sheet inside its margins
BOX, GAP = 6.6, 4.0  # a box with the space behind it, and the space behind an option
AIR = 4.5  # between the text and its options, and below them
STEP, TALLEST = 4, 80  # the heights that print.css knows
LONG = 30  # signs, as in print/parts/paper.html: a longer option begins a line of its own
AIRY = 12  # more than the least, where the sides have room to spare
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
    rows, left = 0, 0.0
    for option in line.options:
        wide = BOX + GAP + ems(option) * em * OPTIONS
        if len(option) > LONG:
            rows, left = rows + ceil(wide / WIDTH), 0.0
            continue
        if wide > left:
            rows, left = rows + 1, WIDTH
        left -= wide
    return ceil(text / WIDTH) * em * LINE + rows * em * OPTIONS * ROW + AIR


@dataclass(frozen=True)
class Laid:
    """The height that every question gets, and which questions stand on which side."""

    tall: int
    sides: tuple[range, ...]


def lay(lines: Iterable[Line], count: int, type_: Type) -> Laid:
    """`count` questions, each as tall as the longest of these lines asks for, spread evenly.

    Full leaves always, also where one side is empty: printed on both sides, nobody shares one.
    """
    most = max((height(line, type_) for line in lines), default=0)
    tall = min(max(type_.least, ceil(most / STEP) * STEP), TALLEST)
    first, later = (max(room // tall, 1) for room in (type_.first, type_.later))
    more = max(0, ceil((count - first) / later))
    pages = 1 + more + (1 + more) % 2
    each = min(ceil(count / pages), first)
    spread = min(type_.first // max(each, 1) // STEP * STEP, tall + AIRY)
    starts = [0, *range(each, count, max(ceil((count - each) / (pages - 1)), 1))]
    ends = [*starts[1:], count]
    sides = [range(*pair) for pair in zip(starts, ends, strict=True)]
    return Laid(min(max(tall, spread), TALLEST), (*sides, *[range(0)] * (pages - len(sides))))
