"""One figure, drawn twice: as a plotly specification for the screen, as plain SVG for paper,
for the page without JavaScript, and for the first paint. No figure here is computed, only drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, ROW, BAR, LABEL = 640, 44, 26, 160
LINE_HEIGHT = 268


@dataclass(frozen=True)
class Figure:
    """`values` and `notes` go with `labels`; None is a figure that is not shown.

    `shift` draws a dot with its interval on either side of nought, from -`most` to `most`.
    """

    kind: str  # bar, line, funnel or shift
    title: str
    labels: Sequence[str]
    values: Sequence[float | None]
    notes: Sequence[str] = field(default_factory=tuple)
    most: float = 100
    unit: str = "%"
    second: Sequence[float | None] = ()  # another line over the same labels
    goal: Sequence[float] = ()  # where it should go; drawn thin, without dots
    spans: Sequence[tuple[float, float] | None] = ()  # an interval around each value


def plotly(figure: Figure) -> dict[str, Any]:
    """A specification that plotly.js draws; colours are set in the page, from its own tokens."""
    labels, values = list(figure.labels), list(figure.values)
    notes = list(figure.notes) or [_said(value, figure.unit) for value in values]
    trace: dict[str, Any] = {"text": notes, "hovertemplate": "%{text}<extra></extra>"}
    if figure.kind == "line":
        trace |= {"type": "scatter", "mode": "lines+markers+text", "textposition": "top center"}
        trace |= {"x": labels, "y": values, "connectgaps": False}
        axes = {"xaxis": {"type": "category"}, "yaxis": _scale(figure)}
    else:
        if figure.kind == "shift":
            trace |= {"type": "scatter", "mode": "markers", "x": values, "y": labels}
        else:
            trace |= {"type": "bar", "orientation": "h", "cliponaxis": False}
            trace |= {"x": [value or 0 for value in values], "y": labels}
            trace["textposition"] = "none" if figure.spans else "outside"
        if figure.spans:
            trace["error_x"] = _whiskers(figure)
        axes = {
            "xaxis": _scale(figure),
            "yaxis": {
                "type": "category",
                "autorange": "reversed",
                "automargin": True,
                "ticklabelstandoff": 8,
            },
        }
    tall = LINE_HEIGHT if figure.kind == "line" else 60 + ROW * len(labels)
    layout = {**axes, "showlegend": False, "bargap": 0.4, "height": tall}
    layout["margin"] = {"l": 8, "r": 56, "t": 8, "b": 32}
    return {"data": [trace, *_second(figure)], "layout": layout}


def _second(figure: Figure) -> list[dict[str, Any]]:
    """The other line, dashed; what it means stands in words under the drawing."""
    if not figure.second:
        return []
    said = [_said(value, figure.unit) for value in figure.second]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": list(figure.labels),
            "y": list(figure.second),
            "text": said,
            "hovertemplate": "%{text}<extra></extra>",
            "connectgaps": False,
            "line": {"dash": "dash"},
        }
    ]


def svg(figure: Figure) -> SafeString:
    """The same without any script."""
    drawn = {"line": _line, "shift": _shifts}.get(figure.kind, _bars)(figure)
    height = LINE_HEIGHT if figure.kind == "line" else ROW * len(figure.labels)
    spoken = "；".join(
        f"{label} {note}" for label, note in zip(figure.labels, _notes(figure), strict=True)
    )
    head = (
        f'<svg class="bars {figure.kind}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(figure.title)}：{escape(spoken)}">'
    )
    return mark_safe(f"{head}{drawn}</svg>")  # noqa: S308  (every word in it is escaped)


def _bars(figure: Figure) -> str:
    left, right = LABEL + 8, max(80, *(_wide(note) + 24 for note in _notes(figure)))
    room = WIDTH - left - right
    parts = []
    for index, (label, value, note) in enumerate(
        zip(figure.labels, figure.values, _notes(figure), strict=True)
    ):
        top = index * ROW + (ROW - BAR) // 2
        middle = top + BAR // 2 + 5
        inset = (room - room * (value or 0) / figure.most) / 2 if figure.kind == "funnel" else 0
        parts.append(f'<text x="0" y="{middle}">{escape(_cut(label))}</text>')
        parts.append(_rect("track" if figure.kind == "bar" else "", left, top, room))
        if value:
            parts.append(_rect("bar", left + inset, top, room * value / figure.most))
        parts.append(_whisker(figure, index, left, top + BAR / 2, room / figure.most))
        parts.append(
            f'<text class="strong" x="{WIDTH - right + 10}" y="{middle}">{escape(note)}</text>'
        )
    return "".join(parts)


def _shifts(figure: Figure) -> str:
    """A dot per row around nought; the middle line is "as before"."""
    left, right = LABEL + 8, max(80, *(_wide(note) + 24 for note in _notes(figure)))
    half = (WIDTH - left - right) / 2
    zero, bottom = left + half, ROW * len(figure.labels)
    parts = [f'<path class="axis" d="M{zero:.1f} 0v{bottom}"/>']
    rows = zip(figure.labels, figure.values, _notes(figure), strict=True)
    for index, (label, value, note) in enumerate(rows):
        middle = index * ROW + ROW / 2
        parts.append(f'<text x="0" y="{middle + 5:.0f}">{escape(_cut(label))}</text>')
        parts.append(_whisker(figure, index, zero, middle, half / figure.most))
        if value is not None:
            x = zero + half * min(max(value / figure.most, -1), 1)
            parts.append(f'<circle class="dot" cx="{x:.1f}" cy="{middle:.0f}" r="6"/>')
        parts.append(
            f'<text class="strong" x="{WIDTH - right + 10}" y="{middle + 5:.0f}">{escape(note)}</text>'
        )
    return "".join(parts)


def _whisker(figure: Figure, index: int, zero: float, y: float, scale: float) -> str:
    """The interval of one row, with a small stop at either end."""
    span = figure.spans[index] if index < len(figure.spans) else None
    if span is None:
        return ""
    low, high = (zero + scale * max(min(end, figure.most), -figure.most) for end in span)
    return f'<path class="whisk" d="M{low:.1f} {y - 5:.1f}v10m0 -5H{high:.1f}m0 -5v10"/>'


def _whiskers(figure: Figure) -> dict[str, Any]:
    """The same for plotly: how far to either side of the value."""
    pairs = [
        (0, 0) if span is None or value is None else (span[1] - value, value - span[0])
        for value, span in zip(figure.values, figure.spans, strict=True)
    ]
    return {
        "type": "data",
        "symmetric": False,
        "array": [above for above, _below in pairs],
        "arrayminus": [below for _above, below in pairs],
        "thickness": 1.5,
        "width": 5,
    }


def _rect(name: str, x: float, y: float, width: float) -> str:
    if not name:
        return ""
    return f'<rect class="{name}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" rx="6"/>'


def _line(figure: Figure) -> str:
    left, top, bottom = 44, 24, 234
    step = (WIDTH - left - 60) / max(len(figure.labels) - 1, 1)

    def place(index: int, value: float) -> tuple[float, float]:
        return left + 20 + index * step, bottom - (bottom - top) * value / figure.most

    axis = "".join(
        f'<path class="axis" d="M{left} {y:.0f}h{WIDTH - left - 16}"/>'
        f'<text x="34" y="{y + 5:.0f}" text-anchor="end">{figure.most * part / 4:.0f}{figure.unit}</text>'
        for part in range(5)
        for y in [bottom - (bottom - top) * part / 4]
    )
    points = [(i, place(i, v)) for i, v in enumerate(figure.values) if v is not None]
    dots = "".join(
        f'<circle class="dot" cx="{x:.0f}" cy="{y:.0f}" r="6"/>'
        f'<text class="strong" x="{x:.0f}" y="{y - 12:.0f}" text-anchor="middle">'
        f"{escape(_notes(figure)[i])}</text>"
        for i, (x, y) in points
    )
    others = [(i, place(i, v)) for i, v in enumerate(figure.second) if v is not None]
    dots += "".join(
        f'<circle class="half" cx="{x:.0f}" cy="{y:.0f}" r="5"/>' for _, (x, y) in others
    )
    goal = [(i, place(i, v)) for i, v in enumerate(figure.goal)]
    words = "".join(
        f'<text x="{place(i, 0)[0]:.0f}" y="{bottom + 24}" text-anchor="middle">{escape(label)}</text>'
        for i, label in enumerate(figure.labels)
    )
    drawn = _path("aim", goal) + _path("curve second", others) + _path("curve", points)
    return f"{axis}{drawn}{dots}{words}"


def _path(name: str, points: Sequence[tuple[int, tuple[float, float]]]) -> str:
    if not points:
        return ""
    curve = " ".join(f"{x:.0f},{y:.0f}" for _, (x, y) in points)
    return f'<polyline class="{name}" points="{curve}"/>'


def _scale(figure: Figure) -> dict[str, Any]:
    least = -figure.most if figure.kind == "shift" else 0
    return {"range": [least, figure.most], "ticksuffix": figure.unit, "fixedrange": True}


def _notes(figure: Figure) -> list[str]:
    return list(figure.notes) or [_said(value, figure.unit) for value in figure.values]


def _said(value: float | None, unit: str) -> str:
    return "—" if value is None else f"{value:g}{unit}"


def _wide(text: str) -> int:
    """About how many units a bold word takes: a Chinese sign is twice as wide as a letter."""
    return sum(15 if ord(sign) > 0x2E80 else 9 for sign in text)


def _cut(label: str) -> str:
    while _wide(label) > LABEL:
        label = label.removesuffix("…")[:-1] + "…"
    return label
