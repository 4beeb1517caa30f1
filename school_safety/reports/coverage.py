"""The map of what was taught: thresholds instead of ranks; grades with few children are not shown.

A cell says good, thin or none, never a figure of a single child; what an official reads is frozen.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lessons.choices import Competency
from lessons.queries.coverage import Covered
from school_safety.web.charts import Figure

from .suppression import THRESHOLD

GOOD, THIN, NONE, HIDDEN = "good", "thin", "none", "hidden"
ENOUGH = 80  # per cent of a grade's classes
STATES = {GOOD: "done", THIN: "waiting", NONE: "", HIDDEN: ""}


def level(had: int, classes: int, students: int) -> str:
    """Good from four classes in five; hidden below ten children."""
    if students < THRESHOLD or not classes:
        return HIDDEN
    if not had:
        return NONE
    return GOOD if 100 * had >= ENOUGH * classes else THIN


def plain(cells: Iterable[Covered]) -> list[dict[str, Any]]:
    """As it is kept: one line per school and grade, a level per theme, in the roster's order."""
    lines: dict[tuple[str, int], dict[str, Any]] = {}
    for cell in cells:
        line = lines.setdefault(
            (cell.school.code, cell.grade),
            {
                "school": cell.school.name,
                "school_en": cell.school.name_en or cell.school.name,
                "grade": cell.grade,
                "levels": {},
            },
        )
        line["levels"][cell.theme] = level(cell.had, cell.classes, cell.students)
    return list(lines.values())


def said(code: str) -> str:
    """A level in words."""
    return {
        GOOD: _("够了"),
        THIN: _("还薄"),
        NONE: _("还没有"),
        HIDDEN: _("不显示"),
    }[code]


def rows(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The table: school, grade, and a badge for each theme."""
    key = "school_en" if get_language() == "en" else "school"
    return [
        {
            "school": line[key],
            "grade": line["grade"],
            "cells": [
                (said(line["levels"][theme]), STATES[line["levels"][theme]])
                for theme in Competency.values
            ],
        }
        for line in lines
    ]


def themes() -> list[str]:
    """The heads of the columns."""
    return [str(theme.label) for theme in Competency]


def figure(lines: list[Mapping[str, Any]]) -> Figure:
    """Per theme, the share of grades that have had enough, of those that are shown."""
    shares: list[float | None] = []
    for theme in Competency.values:
        shown = [line["levels"][theme] for line in lines if line["levels"][theme] != HIDDEN]
        shares.append(round(100 * shown.count(GOOD) / len(shown)) if shown else None)
    return Figure(kind="bar", title=_("每个主题，多少年级够了"), labels=themes(), values=shares)
