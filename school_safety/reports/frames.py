"""Rows of counts -> tables of counts. Nothing here is protected yet: it goes straight on."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from .suppression import Cell

NO_BAND = 7  # handed in without an answer that can be read counts as incomplete


def results(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """One frame of school_id, grade, sex, band, n over all waves."""
    frame = pd.DataFrame(list(rows), columns=["school_id", "grade", "sex", "band", "n"])
    frame["band"] = frame["band"].fillna(NO_BAND).astype(int).clip(upper=NO_BAND)
    return frame


def counts(frame: pd.DataFrame, by: str) -> dict[Cell, int]:
    """n by one trait and band, both as text."""
    summed = frame.groupby([by, "band"])["n"].sum()
    return {(str(row), str(band)): int(n) for (row, band), n in summed.items()}


def names(frame: pd.DataFrame, column: str) -> list[str]:
    """The values that occur, in order."""
    return [str(value) for value in sorted(frame[column].dropna().unique())]
