"""Results as a CSV that appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from surveys.rules.batch import ABSENT, MISSING, OPEN, Figures, Result
from surveys.rules.scoring import Band

from .reading import Piece

BANDS = {int(band): band.name.lower() for band in Band} | {int(Band.NO_CUTS): ""}
STATED = {1: "yes", 0: "no", OPEN: "open", ABSENT: ""}
FORMULA = "=+-@\t\r\n\0＝＋－＠|%"  # what a spreadsheet would run


def table(piece: Piece, found: Result, header_rows: int) -> pa.RecordBatch:
    """One row per respondent: band, total, its range, subscales, rules, longest run."""
    rows = len(found)
    columns: dict[str, Any] = {"row": np.arange(rows) + piece.first + header_rows + 1}
    if piece.labels is not None:
        columns["id"] = _safe(piece.labels)
    columns["band"] = _words(found.band, BANDS)
    columns |= _figures("total", found.total, found.applies)
    for name, figures in found.subscales.items():
        columns |= _figures(name, figures, found.applies)
    nobody = None if found.applies is None else ~found.applies
    for code, stated in found.rules.items():
        told = stated if nobody is None else np.where(nobody, ABSENT, stated)
        columns[f"rule_{code}"] = _words(told, STATED)
    columns["longest_run"] = found.run
    columns["missing"] = (piece.block == MISSING).sum(0, np.int16)
    return pa.RecordBatch.from_pydict(columns)


def _figures(name: str, figures: Figures, applies: Any) -> dict[str, pa.Array]:
    """The figure where there is one, and the range in which it lies."""
    nobody = np.zeros(len(figures.low), np.bool_) if applies is None else ~applies
    return {
        name: pa.array(figures.lowest, mask=nobody | ~figures.known),
        f"{name}_low": pa.array(figures.lowest, mask=nobody),
        f"{name}_high": pa.array(figures.highest, mask=nobody),
    }


def _words(codes: Any, names: dict[int, str]) -> pa.Array:
    numbers = list(names)
    words = pa.array([names[number] for number in numbers])
    which = np.zeros(len(codes), np.int32)
    for place, number in enumerate(numbers):
        which[codes == number] = place
    return words.take(pa.array(which))


def _safe(labels: pa.Array) -> pa.Array:
    texts = (str("" if label is None else label) for label in labels.to_pylist())
    return pa.array(
        [f"'{text}" if text.strip()[:1] in FORMULA and text.strip() else text for text in texts]
    )


@contextmanager
def written(path: Path | None) -> Iterator[Any]:
    """A function that takes tables; the file is there when all have been taken, else it is not."""
    if path is None:
        yield lambda _: None
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    writers: list[pa.csv.CSVWriter] = []

    def take(batch: pa.RecordBatch) -> None:
        if not writers:
            writers.append(pa.csv.CSVWriter(draft, batch.schema))
        writers[0].write_batch(batch)

    try:
        yield take
        for writer in writers:
            writer.close()
        draft.replace(path)
    finally:
        for writer in writers:
            writer.close()
        draft.unlink(missing_ok=True)
