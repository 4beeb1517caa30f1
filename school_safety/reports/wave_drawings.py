"""Norms by grade and sex, shares of groups with their intervals, and what moved since last time."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from school_safety.web.charts import Figure

from . import wave_words
from .presenters import row_label, share_words

Plain = Mapping[str, Any]
TICKS = 4  # parts of an axis
LEAST_SHIFT = 0.5  # a drawing of less would make noise look large


def figures(found: Plain) -> dict[str, Figure]:
    """Those for which there is anything to draw."""
    made = {"norms": norms(found), "groups": groups(found), "drift": drift(found)}
    return {name: figure for name, figure in made.items() if figure is not None}


def norms(found: Plain) -> Figure | None:
    """Mean score of girls, and as a second line of boys, grade by grade."""
    means = {(row["grade"], row["sex"]): row["mean"] for row in found["norms"] if row["grade"]}
    grades = sorted({grade for grade, _sex in means})
    girls, boys = ([means.get((grade, sex)) for grade in grades] for sex in ("f", "m"))
    known = [value for value in (*girls, *boys) if value is not None]
    if not known or max(known) <= 0:
        return None
    return Figure(
        kind="line",
        title=_("平均分，按年级和性别"),
        labels=[row_label("grade", grade) for grade in grades],
        values=girls,
        second=boys,
        notes=["" if value is None else f"{value:.1f}" for value in girls],
        most=math.ceil(1.2 * max(known) / TICKS) * TICKS,
        unit="",
    )


def groups(found: Plain) -> Figure | None:
    """The share of each group that is asked for a talk."""
    rows = [
        (row_label(view, row["name"]), row)
        for view, each in found["fairness"]["flagged"].items()
        for row in each
    ]
    if not any(row["share"] is not None for _name, row in rows):
        return None
    return Figure(
        kind="bar",
        title=_("请谈一次的比例"),
        labels=[name for name, _row in rows],
        values=[row["share"] for _name, row in rows],
        notes=[share_words(row) for _name, row in rows],
        spans=[
            None if row["low"] is None else (100 * row["low"], 100 * row["high"])
            for _name, row in rows
        ],
    )


def drift(found: Plain) -> Figure | None:
    """Total and items, now less then."""
    row = found["drift"]
    rows = wave_words.shifts(found)
    if row is None or not rows:
        return None
    whole = row["score_in_sd"]
    values = [each["shift"] for each in row["items"]]
    spans: list[tuple[float, float] | None] = [None] * len(values)
    if whole is not None:
        values = [whole["value"], *values]
        spans = [(whole["low"], whole["high"]), *spans]
    ends = [abs(end) for span in spans if span for end in span]
    return Figure(
        kind="shift",
        title=_("和上一次比：变了几个标准差"),
        labels=[name for name, _values in rows],
        values=values,
        notes=[f"{value:+.1f}" for value in values],
        spans=spans,
        most=max(LEAST_SHIFT, *(abs(value) for value in values), *ends),
        unit="",
    )
