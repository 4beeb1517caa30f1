"""Small things that several pictures share."""

import math

from .brush import CARD, DEEP, HONEY, INK, SKIN, TEAL, Sheet


def clock(on: Sheet, x: float, y: float, r: float, *, face: str = CARD, hand: str = INK) -> None:
    """Hours are not to be read: two hands and twelve dots."""
    on.disc(x, y, r, face, edge=hand, width=r * 0.1)
    for hour in range(12):
        turn = math.radians(hour * 30)
        on.disc(x + r * 0.72 * math.cos(turn), y + r * 0.72 * math.sin(turn), r * 0.045, hand)
    on.line([(x, y), (x - r * 0.32, y - r * 0.3)], hand, r * 0.11)
    on.line([(x, y), (x + r * 0.05, y - r * 0.58)], hand, r * 0.09)


def lock(on: Sheet, x: float, y: float, s: float, fill: str = INK, hole: str = CARD) -> None:
    """Kept secret."""
    on.arc(x, y - s * 0.2, s * 0.3, 180, 360, fill, s * 0.13, 1.15)
    on.box(x - s * 0.46, y - s * 0.18, s * 0.92, s * 0.72, fill, r=s * 0.12)
    on.disc(x, y + s * 0.1, s * 0.1, hole)
    on.box(x - s * 0.045, y + s * 0.1, s * 0.09, s * 0.24, hole, r=s * 0.04)


def camera(on: Sheet, x: float, y: float, s: float, fill: str = INK, glass: str = CARD) -> None:
    """A picture is wanted."""
    on.box(x - s * 0.28, y - s * 0.46, s * 0.34, s * 0.2, fill, r=s * 0.06)
    on.box(x - s * 0.58, y - s * 0.32, s * 1.16, s * 0.8, fill, r=s * 0.14)
    on.disc(x, y + s * 0.08, s * 0.27, glass)
    on.disc(x, y + s * 0.08, s * 0.16, fill)
    on.disc(x + s * 0.42, y - s * 0.17, s * 0.06, glass)


def hourglass(on: Sheet, x: float, y: float, s: float, fill: str = INK, sand: str = HONEY) -> None:
    """Quick, before it is too late."""
    on.shape([(x - s * 0.34, y - s * 0.46), (x + s * 0.34, y - s * 0.46), (x, y)], fill)
    on.shape([(x - s * 0.34, y + s * 0.46), (x + s * 0.34, y + s * 0.46), (x, y)], fill)
    on.shape([(x - s * 0.17, y - s * 0.3), (x + s * 0.17, y - s * 0.3), (x, y - s * 0.08)], sand)
    on.shape([(x - s * 0.24, y + s * 0.4), (x + s * 0.24, y + s * 0.4), (x, y + s * 0.2)], sand)
    for edge in (-0.5, 0.5):
        on.line([(x - s * 0.4, y + s * edge), (x + s * 0.4, y + s * edge)], fill, s * 0.12)


def gift(on: Sheet, x: float, y: float, s: float, fill: str = TEAL, band: str = HONEY) -> None:
    """With a bow."""
    for side in (-1, 1):
        on.disc(x + side * s * 0.2, y - s * 0.42, s * 0.15, None, edge=band, width=s * 0.09)
    on.box(x - s * 0.5, y - s * 0.3, s, s * 0.28, fill, r=s * 0.06)
    on.box(x - s * 0.44, y - s * 0.06, s * 0.88, s * 0.56, fill, r=s * 0.06)
    on.box(x - s * 0.08, y - s * 0.3, s * 0.16, s * 0.8, band)


def star(on: Sheet, x: float, y: float, r: float, fill: str = HONEY, points: int = 5) -> None:
    """For praise, and for the night."""
    turns = [math.radians(-90 + n * 180 / points) for n in range(points * 2)]
    far = [r if n % 2 == 0 else r * 0.46 for n in range(points * 2)]
    on.shape([(x + d * math.cos(t), y + d * math.sin(t)) for t, d in zip(turns, far, strict=True)],
             fill)  # fmt: skip


def arrow(on: Sheet, x: float, y: float, s: float, fill: str = INK) -> None:
    """Out of here, to another place."""
    on.line([(x - s * 0.45, y), (x + s * 0.42, y)], fill, s * 0.15)
    on.line([(x + s * 0.12, y - s * 0.32), (x + s * 0.45, y), (x + s * 0.12, y + s * 0.32)],
            fill, s * 0.15)  # fmt: skip


def person(on: Sheet, x: float, foot: float, s: float, coat: str, hair: str = DEEP) -> None:
    """Nobody in particular: a head and a coat."""
    on.box(x - s * 0.26, foot - s * 0.62, s * 0.52, s * 0.8, coat, r=s * 0.24)
    on.disc(x, foot - s * 0.8, s * 0.22, SKIN)
    on.cap(x, foot - s * 0.81, s * 0.235, hair)


def smile(on: Sheet, x: float, y: float, r: float, fill: str = HONEY) -> None:
    """A face that could be anybody's."""
    on.disc(x, y, r, fill)
    for side in (-1, 1):
        on.disc(x + side * r * 0.34, y - r * 0.2, r * 0.1, INK)
    on.arc(x, y + r * 0.05, r * 0.48, 25, 155, INK, r * 0.1)
