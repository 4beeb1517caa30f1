"""A few flat shapes in the colours of the house, drawn large and made small so that edges are soft."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

SCALE = 3
PAPER, CARD, SUNK, LINE, EDGE = "#fbfaf5", "#ffffff", "#f4f2ec", "#dedcd5", "#768387"
INK, QUIET = "#1a262c", "#4d5b61"
TEAL, DEEP, WASH, MIST = "#076262", "#004a4b", "#e4f5f3", "#b9dedb"
AMBER, HONEY, BUTTER = "#b07a20", "#e9c27a", "#fdf3da"
GREEN, LEAF, MINT = "#317a45", "#a9d3b1", "#e7f8e9"
CORAL, ROSE, BLUSH = "#c13e2e", "#efb3a8", "#fff0eb"
NIGHT, DUSK = "#0f3d47", "#2b6570"
WOOD, SKIN = "#c9a36a", "#f3d9bd"

Point = tuple[float, float]


class Sheet:
    """A page to draw on; all measures are those of the finished picture."""

    def __init__(self, wide: int, high: int, ground: str) -> None:
        self.wide, self.high = wide, high
        self.image = Image.new("RGB", (wide * SCALE, high * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, w: float, h: float, fill: str | None, *, r: float = 0,
            edge: str | None = None, width: float = 0) -> None:  # fmt: skip
        """A box, with round corners where asked for."""
        place = [v * SCALE for v in (x, y, x + w, y + h)]
        line = round(width * SCALE)
        self.draw.rounded_rectangle(place, r * SCALE, fill=fill, outline=edge, width=line)

    def disc(self, x: float, y: float, r: float, fill: str | None, *, edge: str | None = None,
             width: float = 0, tall: float = 1) -> None:  # fmt: skip
        """A disc round a centre; `tall` makes it an egg."""
        place = [v * SCALE for v in (x - r, y - r * tall, x + r, y + r * tall)]
        self.draw.ellipse(place, fill=fill, outline=edge, width=round(width * SCALE))

    def line(self, points: Iterable[Point], fill: str, width: float) -> None:
        """A line with round ends and corners."""
        found = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(found, fill=fill, width=round(width * SCALE), joint="curve")
        r = width * SCALE / 2
        for x, y in found:
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)

    def shape(self, points: Iterable[Point], fill: str) -> None:
        """A filled outline."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def arc(self, x: float, y: float, r: float, start: float, end: float, fill: str, width: float,
            tall: float = 1) -> None:  # fmt: skip
        """Part of a circle, in degrees, clockwise from the right."""
        steps = max(8, int(abs(end - start) / 4))
        turn = [math.radians(start + (end - start) * n / steps) for n in range(steps + 1)]
        self.line([(x + r * math.cos(t), y + r * tall * math.sin(t)) for t in turn], fill, width)

    def cap(self, x: float, y: float, r: float, fill: str, start: float = 196) -> None:
        """Hair: the part of a disc above a line."""
        place = [v * SCALE for v in (x - r, y - r, x + r, y + r)]
        self.draw.chord(place, start, 540 - start, fill=fill)

    def curve(self, points: Sequence[Point], fill: str, width: float) -> None:
        """A smooth line through these points."""
        self.line(list(smooth(points)), fill, width)

    def cut(self, x: int, y: int, side: int) -> Image.Image:
        """A square of it, as large as it was drawn."""
        return self.image.crop((x * SCALE, y * SCALE, (x + side) * SCALE, (y + side) * SCALE))

    def save(self, path: Path, colours: int = 96) -> None:
        """Small: few colours, well packed."""
        done = self.image.resize((self.wide, self.high), Image.Resampling.LANCZOS)
        few = done.quantize(colours, method=Image.Quantize.MEDIANCUT, kmeans=2)
        few.save(path, "PNG", optimize=True)


def smooth(points: Sequence[Point], steps: int = 24) -> Iterable[Point]:
    """Catmull-Rom through all points."""
    ends = [points[0], *points, points[-1]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for n in range(steps):
            t = n / steps
            yield tuple(  # type: ignore[misc]  # two numbers
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2
                       + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d, strict=True)
            )  # fmt: skip
    yield points[-1]
