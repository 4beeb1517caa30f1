"""The figures of any file of item answers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from surveys.rules.statistics import report
from surveys.rules.statistics.answers import LISTWISE, Missing, NotEnough, turned
from surveys.rules.statistics.table import BadTable, Table, read

MEGABYTES = 300

__all__ = ["BadTable", "NotEnough", "of_file"]


def of_file(
    path: Path,
    *,
    reverse: Sequence[str] = (),
    missing: Missing = LISTWISE,
    span: tuple[float, float] | None = None,
    only: Sequence[str] = (),
) -> dict[str, Any]:
    """The object of CONTRACT.md. `reverse`: item numbers from 1, or names. `span`: the least and
    the greatest answer of the scale; without it, what was observed over all items together."""
    if path.stat().st_size > MEGABYTES * 1_000_000:
        raise BadTable("large", limit=MEGABYTES)
    table = read(path.read_bytes(), only=only)
    low, high = _span(table, span)
    places = [_place(table, each) for each in reverse]
    answers = turned(table.answers, places, low, high)
    items = len(table.names)
    made = report.report(
        answers,
        table.names,
        lows=np.full(items, low),
        highs=np.full(items, high),
        missing=missing,
    )
    made["reverse"] = {
        "items": [table.names[place] for place in places],
        "rule": "min + max - answer",
    }
    made["range"] = {
        "min": low,
        "max": high,
        "source": "declared" if span else "observed over all items",
    }
    made["missing_codes"] = table.codes
    made["ignored_columns"] = list(table.ignored)
    made["notes"] += [
        {"code": "looks_like_code", "name": name, "value": value} for name, value in table.odd
    ]
    return made


def _span(table: Table, span: tuple[float, float] | None) -> tuple[float, float]:
    low, high = float(np.nanmin(table.answers)), float(np.nanmax(table.answers))
    if span is None:
        return low, high
    for name, column in zip(table.names, table.answers.T, strict=True):
        outside = column[(column < span[0]) | (column > span[1])]
        if len(outside):
            value = f"{outside[0]:g}"
            raise BadTable("outside", column=name, value=value, low=span[0], high=span[1])
    return span


def _place(table: Table, wanted: str) -> int:
    text = wanted.strip()
    if text in table.names:
        return table.names.index(text)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(table.names):
        return int(text) - 1
    raise BadTable("no_such_item", value=text[:40], items=len(table.names))
