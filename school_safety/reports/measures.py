"""Protected figures of one publication, as plain data that can be frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import frames
from .audit import Attacker, Finding, attacked
from .suppression import HIDDEN, Cell, Shown, Table, hide, protect, shown

if TYPE_CHECKING:
    import pandas as pd

BANDS = ("0", "1", "2", "3", "7")
BY = ("grade", "sex")
ROUNDS = 40
SMALLEST = 10  # answers in all, or there is nothing to publish


def protected(
    frame: pd.DataFrame, attackers: Iterable[Attacker], by: Iterable[str] = BY
) -> tuple[dict[str, Table], list]:
    """The views of a publication, hidden further until no attacker finds anything."""
    more: dict[str, set[Cell]] = {view: set() for view in by}
    counted = {view: frames.counts(frame, view) for view in more}
    names = {view: frames.names(frame, view) for view in more}
    found: list[Finding] = []
    for _ in range(ROUNDS):
        views = {view: protect(counted[view], names[view], BANDS, more=more[view]) for view in more}
        found = attacked(views, attackers)
        if not found:
            break
        for finding in found:
            _widen(views[finding.view], counted[finding.view], finding, more[finding.view])
    return views, found


def _widen(table: Table, counts: Mapping[Cell, int], finding: Finding, more: set[Cell]) -> None:
    """Hide the smallest figure that is still shown on the row of what was found."""
    row = [(finding.cell[0], c) for c in table.columns if table.cells[finding.cell[0], c] != HIDDEN]
    if row:
        more.add(min(row, key=lambda key: counts.get(key, 0)))


def completion(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Per school: invited and handed in, under the same rules as everything else."""
    rows = list(rows)
    done = {str(index): row["done"] for index, row in enumerate(rows)}
    gone = hide(done) | {str(i) for i, row in enumerate(rows) if shown(row["invited"]) == HIDDEN}
    return [
        {
            "school": row["school"],
            "school_en": row["school_en"],
            "invited": plain(HIDDEN if str(i) in gone else shown(row["invited"])),
            "done": plain(HIDDEN if str(i) in gone else shown(row["done"], row["invited"])),
        }
        for i, row in enumerate(rows)
    ]


def plain(cell: Shown) -> dict[str, Any]:
    """A protected count as JSON."""
    return {"n": cell.n, "share": cell.share, "code": cell.code}


def frozen(table: Table) -> dict[str, Any]:
    """A protected table as JSON: one row of cells per name."""
    return {
        "columns": list(table.columns),
        "rows": [
            {
                "name": row,
                "total": plain(table.row_totals[row]),
                "cells": [plain(table.cells[row, column]) for column in table.columns],
            }
            for row in table.rows
        ],
        "column_totals": [plain(table.column_totals[column]) for column in table.columns],
        "total": plain(table.total),
    }
