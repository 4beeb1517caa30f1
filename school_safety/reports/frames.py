"""Rows of counts -> tables of counts. Nothing here is protected yet: it goes straight on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .suppression import Cell

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["school_id", "grade", "sex", "boarding", "band", "n"]
LEAST = 50  # answers in a group of grades
NO_BAND = 7  # handed in without an answer that can be read counts as incomplete
NO_CUTS = 9  # a form without cut-offs: in no table of bands


def results(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """One frame of school_id, grade, sex, boarding, band, n over all waves."""
    import pandas as pd  # here: more than a second of the start of every process, and 50 MB

    frame = pd.DataFrame(list(rows), columns=COLUMNS)
    frame["band"] = frame["band"].fillna(NO_BAND).astype(int).clip(upper=NO_BAND)
    return frame


def counts(frame: pd.DataFrame, by: str) -> dict[Cell, int]:
    """n by one trait and band, both as text."""
    summed = frame.groupby([by, "band"])["n"].sum()
    return {(str(row), str(band)): int(n) for (row, band), n in summed.items()}


def joined(frame: pd.DataFrame, least: int = LEAST) -> pd.DataFrame:
    """Neighbouring grades become one group until each holds enough answers to show anything."""
    by_grade = frame.groupby("grade")["n"].sum().sort_index()
    groups: list[tuple[list[int], int]] = []
    for grade, n in by_grade.items():
        if groups and groups[-1][1] < least:
            groups[-1] = ([*groups[-1][0], grade], groups[-1][1] + n)
        else:
            groups.append(([grade], n))
    if len(groups) > 1 and groups[-1][1] < least:
        last = groups.pop()
        groups[-1] = ([*groups[-1][0], *last[0]], groups[-1][1] + last[1])
    named = {
        grade: f"{members[0]:02d}" if len(members) == 1 else f"{members[0]:02d}-{members[-1]:02d}"
        for members, _n in groups
        for grade in members
    }
    return frame.assign(grade=frame["grade"].map(named))


def names(frame: pd.DataFrame, column: str) -> list[str]:
    """The values that occur, in order."""
    return [str(value) for value in sorted(frame[column].dropna().unique())]
