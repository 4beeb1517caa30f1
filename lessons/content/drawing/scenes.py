"""Pictures about rooms and things."""

from .brush import (
    AMBER,
    BLUSH,
    BUTTER,
    CARD,
    CORAL,
    DEEP,
    DUSK,
    EDGE,
    GREEN,
    HONEY,
    INK,
    LEAF,
    LINE,
    MINT,
    MIST,
    NIGHT,
    PAPER,
    QUIET,
    ROSE,
    SCALE,
    SKIN,
    TEAL,
    WASH,
    WOOD,
    Sheet,
)
from .things import clock, smile, star

WIDE, HIGH = 1200, 720


def phone_bed() -> Sheet:
    """A bedroom at night without a telephone: it sleeps in the hall, in a bed of its own."""
    on = Sheet(WIDE, HIGH, NIGHT)
    on.box(0, 600, WIDE, 120, "#0b2f38")
    on.box(760, 0, 440, 600, "#f7ecd2")
    on.box(760, 600, 440, 120, WOOD)
    on.box(744, 0, 20, 720, "#0b2f38")
    _window(on, 90, 90)
    _bed(on)
    _hall(on)
    return on


def _window(on: Sheet, x: float, y: float) -> None:
    on.box(x, y, 250, 250, "#183f52", r=10, edge="#e9e2cf", width=12)
    on.disc(x + 190, y + 62, 36, BUTTER)
    on.disc(x + 174, y + 52, 33, "#183f52")
    for dx, dy, r in ((60, 70, 9), (70, 190, 7), (190, 190, 10), (95, 160, 5)):
        star(on, x + dx, y + dy, r, BUTTER)
    on.box(x + 119, y + 8, 10, 234, "#e9e2cf")
    on.box(x + 8, y + 119, 234, 10, "#e9e2cf")


def _bed(on: Sheet) -> None:
    on.box(250, 400, 26, 230, WOOD, r=10)
    on.box(690, 500, 22, 130, WOOD, r=10)
    on.box(260, 560, 440, 46, WOOD, r=8)
    on.box(268, 500, 430, 74, "#e9e2cf", r=20)
    on.box(282, 450, 150, 72, CARD, r=32)
    on.disc(372, 458, 44, SKIN)
    on.cap(372, 454, 46, "#3a2a20", 200)
    on.arc(380, 456, 9, 20, 160, INK, 3)
    on.arc(354, 456, 9, 20, 160, INK, 3)
    on.arc(367, 474, 8, 30, 150, INK, 3)
    on.box(330, 486, 372, 92, DUSK, r=38)
    on.box(330, 540, 372, 38, DUSK, r=8)
    for x in (430, 520, 610):
        on.disc(x, 530, 13, MIST)
    on.box(110, 500, 110, 106, WOOD, r=8)
    on.box(122, 530, 86, 8, "#a98650", r=4)
    clock(on, 165, 455, 42, face=BUTTER)
    on.line([(140, 492), (132, 502)], INK, 7)
    on.line([(190, 492), (198, 502)], INK, 7)


def _hall(on: Sheet) -> None:
    on.box(820, 430, 320, 22, WOOD, r=6)
    on.box(840, 452, 16, 150, WOOD)
    on.box(1104, 452, 16, 150, WOOD)
    on.box(872, 372, 216, 58, "#b98f55", r=10)
    on.box(872, 330, 16, 100, "#b98f55", r=6)
    on.box(1076, 358, 12, 72, "#b98f55", r=6)
    on.box(890, 344, 62, 32, CARD, r=14)
    on.box(900, 340, 156, 44, INK, r=12)
    on.box(906, 346, 144, 32, MIST, r=8)
    on.box(958, 334, 124, 62, TEAL, r=18)
    on.box(958, 370, 124, 32, TEAL, r=6)
    for x in (986, 1020, 1054):
        on.disc(x, 368, 7, MIST)
    on.box(900, 110, 170, 120, CARD, r=8, edge=WOOD, width=9)
    on.disc(1030, 150, 16, HONEY)
    on.shape([(912, 220), (962, 160), (1006, 220)], LEAF)
    on.shape([(970, 220), (1016, 176), (1058, 220)], GREEN)


def small_window() -> Sheet:
    """What shows through the hole in the paper: a glow, and something grey that rises."""
    on = Sheet(WIDE, HIGH, "#d9d5c9")
    for x, y in ((90, 80), (1060, 120), (140, 610), (1010, 640), (600, 50)):
        on.line([(x, y), (x + 46, y + 9)], "#c9c4b5", 5)
    on.disc(606, 372, 262, "#bdb8aa")
    hole = Sheet(WIDE, HIGH, "#000000")
    hole.disc(600, 364, 250, "#ffffff")
    mask = hole.cut(350, 114, 500)
    part = pot().cut(444, 122, 308).resize(mask.size)
    on.image.paste(part, (350 * SCALE, 114 * SCALE), mask.convert("L"))
    on.disc(600, 364, 252, None, edge=CARD, width=12)
    return on


def pot() -> Sheet:
    """The same picture without the paper: soup on the stove, and the evening sun in the window."""
    on = Sheet(WIDE, HIGH, "#f3e7cf")
    on.box(300, 40, 600, 400, "#f1a95c", r=10)
    on.box(300, 240, 600, 200, "#ee8f4d")
    on.disc(600, 330, 120, "#f9d27a")
    on.shape(
        [(300, 440), (300, 372), (430, 340), (560, 392), (720, 344), (900, 388), (900, 440)],
        "#9a5a34",
    )
    on.box(300, 40, 600, 400, None, r=10, edge=CARD, width=16)
    on.box(0, 560, WIDE, 160, WOOD)
    on.box(0, 560, WIDE, 14, "#a98650")
    for points in (
        [(500, 430), (468, 372), (520, 316), (478, 250), (516, 190)],
        [(600, 424), (566, 350), (634, 282), (586, 204), (622, 130)],
        [(700, 430), (734, 372), (680, 312), (724, 246), (690, 186)],
    ):
        on.curve(points, "#e8e6e1", 34)
        on.curve(points[1:], "#f4f2ee", 18)
    on.box(430, 452, 340, 150, TEAL, r=34)
    on.box(430, 452, 340, 60, TEAL, r=6)
    for x in (398, 770):
        on.box(x, 486, 32, 26, DEEP, r=10)
    on.box(414, 436, 372, 26, DEEP, r=13)
    on.box(470, 602, 260, 16, INK, r=8)
    _table(on)
    return on


def _table(on: Sheet) -> None:
    for x, fill in ((140, CORAL), (1010, HONEY)):
        on.shape([(x - 60, 556), (x + 60, 556), (x + 40, 616), (x - 40, 616)], CARD)
        on.disc(x, 556, 60, CARD, tall=0.26)
        on.disc(x, 556, 50, fill, tall=0.2)
    on.line([(880, 470), (944, 620)], "#a98650", 13)
    on.disc(876, 458, 26, "#a98650", tall=1.25)
    for x, y in ((250, 640), (296, 660)):
        on.line([(x, y), (x + 130, y - 26)], INK, 7)


def circles() -> Sheet:
    """Three rings to stand in, and five small cards that may go into any of them."""
    on = Sheet(WIDE, HIGH, PAPER)
    on.disc(412, 360, 330, WASH, edge=TEAL, width=5)
    on.disc(412, 360, 222, BUTTER, edge=AMBER, width=5)
    on.disc(412, 360, 118, BLUSH, edge=CORAL, width=5)
    for number, draw in enumerate((_face, _name, _uniform, _house, _cat)):
        x, y = 830 + 176 * (number % 2), 66 + 205 * (number // 2)
        on.box(x, y, 150, 170, CARD, r=16, edge=LINE, width=4)
        draw(on, x + 75, y + 85)
    return on


def _face(on: Sheet, x: float, y: float) -> None:
    smile(on, x, y, 50)


def _name(on: Sheet, x: float, y: float) -> None:
    on.line([(x, y - 58), (x - 24, y - 22)], EDGE, 5)
    on.line([(x, y - 58), (x + 24, y - 22)], EDGE, 5)
    on.box(x - 52, y - 24, 104, 66, TEAL, r=12)
    on.box(x - 42, y - 2, 84, 32, CARD, r=5)
    on.curve(
        [(x - 30, y + 18), (x - 18, y + 8), (x - 6, y + 20), (x + 8, y + 8), (x + 28, y + 17)],
        INK,
        4,
    )


def _uniform(on: Sheet, x: float, y: float) -> None:
    on.shape(
        [
            (x - 28, y - 52),
            (x + 28, y - 52),
            (x + 62, y - 18),
            (x + 44, y + 4),
            (x + 32, y - 8),
            (x + 32, y + 54),
            (x - 32, y + 54),
            (x - 32, y - 8),
            (x - 44, y + 4),
            (x - 62, y - 18),
        ],
        DUSK,
    )
    on.shape([(x - 18, y - 52), (x + 18, y - 52), (x, y - 30)], CARD)
    on.shape(
        [(x - 9, y - 34), (x + 9, y - 34), (x + 15, y + 4), (x, y - 12), (x - 15, y + 4)], CORAL
    )
    on.box(x + 9, y + 10, 16, 16, HONEY, r=3)


def _house(on: Sheet, x: float, y: float) -> None:
    on.box(x - 42, y - 8, 84, 62, HONEY, r=4)
    on.shape([(x - 58, y - 4), (x, y - 56), (x + 58, y - 4)], CORAL)
    on.box(x - 13, y + 16, 26, 38, DEEP, r=3)
    on.box(x + 20, y + 4, 15, 15, MIST, r=2)


def _cat(on: Sheet, x: float, y: float) -> None:
    for side in (-1, 1):
        on.shape([(x + side * 44, y - 50), (x + side * 46, y - 4), (x + side * 10, y - 32)], QUIET)
    on.disc(x, y + 4, 47, QUIET, tall=0.86)
    for side in (-1, 1):
        on.disc(x + side * 19, y - 4, 8, MINT, tall=1.2)
        on.disc(x + side * 19, y - 4, 3.4, INK, tall=1.7)
        on.arc(x + side * 7, y + 18, 7, 10, 170, CARD, 3)
        for d in (-5, 5):
            on.line(
                [(x + side * 26, y + 14 + d * 0.4), (x + side * 56, y + 12 + d * 1.6)], LINE, 2.4
            )
    on.shape([(x - 6, y + 9), (x + 6, y + 9), (x, y + 16)], ROSE)


def hand() -> Sheet:
    """A hand with room in every finger."""
    on = Sheet(WIDE, HIGH, MINT)
    fingers = [
        ((520, 560), (330, 400), 86), ((540, 420), (470, 180), 78), ((610, 400), (600, 120), 80),
        ((680, 410), (726, 160), 78), ((740, 450), (836, 250), 70),
    ]  # fmt: skip
    for width, fill in ((12, DEEP), (0, SKIN)):
        on.box(492 - width / 2, 380 - width / 2, 270 + width, 300 + width, fill, r=110)
        on.box(540 - width / 2, 600, 176 + width, 140, fill)
        for foot, tip, thick in fingers:
            on.line([foot, tip], fill, thick + width)
    for _foot, (x, y), thick in fingers:
        on.disc(x, y, thick * 0.4, CARD, edge=TEAL, width=4)
    on.arc(628, 590, 92, 196, 276, "#d9b48f", 5)
    for x, y, r in ((150, 190, 26), (1040, 470, 30), (990, 130, 20), (210, 560, 18)):
        star(on, x, y, r, LEAF)
    return on
