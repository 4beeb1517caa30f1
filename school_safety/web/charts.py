"""One figure, drawn twice: as a plotly specification for the screen, as plain SVG for paper,
for the page without JavaScript, and for the first paint. No figure here is computed, only drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH, ROW, BAR, LABEL = 640, 44, 26, 160


@dataclass(frozen=True)
class Figure:
    """`values` and `notes` go with `labels`; None is a figure that is not shown."""

    kind: str  # bar, line or funnel
    title: str
    labels: Sequence[str]
    values: Sequence[float | None]
    notes: Sequence[str] = field(default_factory=tuple)
    most: float = 100
    unit: str = "%"
    second: Sequence[float | None] = ()  # another line over the same labels
    goal: Sequence[float] = ()  # where it should go; drawn thin, without dots


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
        trace |= {"type": "bar", "orientation": "h", "textposition": "outside", "cliponaxis": False}
        trace |= {"x": [value or 0 for value in values], "y": labels}
        axes = {
            "xaxis": _scale(figure),
            "yaxis": {
                "type": "category",
                "autorange": "reversed",
                "automargin": True,
                "ticklabelstandoff": 8,
            },
        }
    layout = {**axes, "showlegend": False, "bargap": 0.4, "height": 60 + ROW * len(labels)}
    layout["margin"] = {"l": 8, "r": 56, "t": 8, "b": 32}
    return {"data": [trace], "layout": layout}


def svg(figure: Figure) -> SafeString:
    """The same without any script."""
    drawn = _line(figure) if figure.kind == "line" else _bars(figure)
    height = 268 if figure.kind == "line" else ROW * len(figure.labels)
    spoken = "；".join(
        f"{label} {note}" for label, note in zip(figure.labels, _notes(figure), strict=True)
    )
    head = (
        f'<svg class="bars" viewBox="0 0 {WIDTH} {height}" role="img" '
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
        parts.append(
            f'<text class="strong" x="{WIDTH - right + 10}" y="{middle}">{escape(note)}</text>'
        )
    return "".join(parts)


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
    return {"range": [0, figure.most], "ticksuffix": figure.unit, "fixedrange": True}


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
