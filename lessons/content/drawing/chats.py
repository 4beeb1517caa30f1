"""Pictures about what arrives on a screen: pressure, odds, steps one can leave."""

from .brush import (
    AMBER,
    BUTTER,
    CARD,
    CORAL,
    DEEP,
    GREEN,
    HONEY,
    INK,
    LEAF,
    LINE,
    MIST,
    PAPER,
    ROSE,
    SUNK,
    TEAL,
    WASH,
    WOOD,
    Sheet,
)
from .things import arrow, camera, gift, hourglass, lock, person, star

WIDE, HIGH = 1200, 720
# Three groups drew twenty times; what they drew is what such groups may well draw.
DRAWS = ((6,), (2, 15), ())


def messages() -> Sheet:
    """A conversation in which only one side writes: it hurries, it hides, it wants something."""
    on = Sheet(WIDE, HIGH, WASH)
    on.box(370, 24, 460, 672, INK, r=54)
    on.box(388, 44, 424, 632, PAPER, r=38)
    on.box(388, 44, 424, 78, SUNK, r=38)
    on.box(388, 84, 424, 38, SUNK)
    on.disc(444, 84, 25, MIST)
    on.disc(444, 76, 10, TEAL)
    on.box(428, 89, 32, 14, TEAL, r=7)
    on.box(486, 76, 120, 16, LINE, r=8)
    rows = ((148, 240, None), (246, 300, hourglass), (372, 300, lock), (498, 300, camera))
    for y, wide, sign in rows:
        _bubble(on, 412, y, wide, 104 if sign else 76)
        lines = (0.78, 0.5) if sign is None else (0.5, 0.36)
        for number, share in enumerate(lines):
            on.box(436, y + 22 + number * 26, wide * share, 13, "#d6d2c6", r=6)
        if sign is not None:
            on.disc(412 + wide - 52, y + 52, 40, BUTTER)
            sign(on, 412 + wide - 52, y + 52, 44)
    on.box(412, 622, 376, 36, CARD, r=18, edge=LINE, width=3)
    on.line([(432, 632), (432, 648)], TEAL, 3)
    _beside(on)
    return on


def _bubble(on: Sheet, x: float, y: float, wide: float, high: float) -> None:
    on.box(x, y, wide, high, CARD, r=22, edge=LINE, width=3)


def _beside(on: Sheet) -> None:
    """Somebody reads it and has stopped; somebody else is near."""
    person(on, 190, 640, 240, TEAL)
    person(on, 1010, 640, 270, AMBER, "#5b4636")
    for y, r in ((330, 9), (292, 13), (246, 18)):
        on.disc(268 + (330 - y) * 0.3, y, r, CARD)


def draws() -> Sheet:
    """Three bags of beans and twenty draws from each: once, twice, and not at all."""
    on = Sheet(WIDE, HIGH, PAPER)
    for row, hits in enumerate(DRAWS):
        top = 40 + row * 220
        on.box(40, top, 1120, 196, CARD, r=24, edge=LINE, width=4)
        _bag(on, 138, top + 104)
        for number in range(20):
            x, y = 286 + (number % 10) * 88, top + 56 + (number // 10) * 86
            hit = number in hits
            red = CORAL if hit else None
            on.disc(x, y, 30, red or SUNK, edge=red or LINE, width=4, tall=0.84)
            on.arc(x - 3, y - 2, 15, 190, 262, ROSE if hit else CARD, 5, 0.8)
    return on


def _bag(on: Sheet, x: float, y: float) -> None:
    on.shape([(x - 34, y - 46), (x + 34, y - 46), (x + 62, y + 22), (x - 62, y + 22)], WOOD)
    on.disc(x, y + 22, 62, WOOD, tall=0.82)
    on.shape([(x - 46, y - 78), (x - 18, y - 66), (x, y - 80), (x + 18, y - 66), (x + 46, y - 78),
              (x + 30, y - 44), (x - 30, y - 44)], WOOD)  # fmt: skip
    on.line([(x - 32, y - 46), (x + 32, y - 46)], DEEP, 9)
    on.disc(x - 20, y + 24, 13, SUNK, tall=0.84)
    on.disc(x + 18, y + 34, 13, SUNK, tall=0.84)


def ladder() -> Sheet:
    """Five steps up, and from each of them a way down to somebody who waits."""
    on = Sheet(WIDE, HIGH, WASH)
    on.box(0, 610, WIDE, 110, LEAF)
    on.disc(1000, 640, 330, LEAF, tall=0.24)
    signs = (gift, _praise, _elsewhere, _secret, _wanted)
    rungs = [(330 + 26 * n, 560 - 104 * n) for n in range(5)]
    for side in (-96, 96):
        on.line([(300 + side, 640), (452 + side, 34)], WOOD, 20)
    for x, y in rungs:
        on.line([(x - 110, y), (x + 110, y)], WOOD, 18)
    for number, ((x, y), sign) in enumerate(zip(rungs, signs, strict=True)):
        on.disc(x - 196, y - 2, 46, CARD, edge=(LINE, LINE, HONEY, AMBER, CORAL)[number], width=5)
        sign(on, x - 196, y - 2, 46)
        _way_down(on, x + 124, y, number)
    person(on, 900, 640, 190, AMBER, "#5b4636")
    person(on, 1030, 650, 150, TEAL)
    return on


def _praise(on: Sheet, x: float, y: float, s: float) -> None:
    star(on, x, y + 2, s * 0.62)


def _elsewhere(on: Sheet, x: float, y: float, s: float) -> None:
    arrow(on, x, y, s * 0.9)


def _secret(on: Sheet, x: float, y: float, s: float) -> None:
    lock(on, x, y, s)


def _wanted(on: Sheet, x: float, y: float, s: float) -> None:
    camera(on, x, y, s * 0.86)


def _way_down(on: Sheet, x: float, y: float, number: int) -> None:
    """A dotted path from the rung to the meadow."""
    end = 800 - number * 6
    for step in range(26):
        t = (step + 0.5) / 26
        here = x + (end - x) * (1 - (1 - t) ** 1.7)
        on.disc(here, y + (606 - y) * t**1.9, 4.6, GREEN)
