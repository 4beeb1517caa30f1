"""CSV and Parquet as a stream of blocks: pyarrow reads, and no more than a few batches are held."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from surveys.rules.batch import MISSING, ROWS, Block
from surveys.rules.form import Form

from .cells import WRONG, Reader
from .columns import lay_out
from .faults import MOST, BadFile, Problem
from .texts import encoding_of, first_row, rows_of

BYTES = 1 << 20  # of a CSV at a time
SHORT = 24  # letters of a cell that a message repeats


@dataclass(frozen=True)
class Piece:
    """Some respondents in the order of the file; `first` is the number of those before them."""

    block: Block
    first: int
    labels: Any = None
    sex: Any = "u"
    grade: Any = 0

    def __len__(self) -> int:
        return int(self.block.shape[1])


class Source:
    """One file. Making it reads the header; `pieces` reads the rest, once."""

    def __init__(self, path: Path, form: Form) -> None:
        self.path, self.form = path, form
        with _open(path) as file:
            magic = file.read(4)
        if magic[:2] == b"PK" or magic == b"\xd0\xcf\x11\xe0" or not magic:
            raise BadFile(Problem("not_read" if magic else "empty"))
        self.readers = [Reader(item) for item in form.items]
        self._parquet = magic == b"PAR1"
        if self._parquet:
            self.layout = lay_out(form, self._stored().schema_arrow.names, named=True)
        else:
            self._encoding = encoding_of(path)
            self._delimiter, first = first_row(path, self._encoding)
            self.layout = lay_out(form, first)

    def pieces(self) -> Iterator[Piece]:
        """Everybody; BadFile at the first piece with a wrong cell."""
        done = 0
        try:
            for batch in self._batches():
                for table in (batch.slice(at, ROWS) for at in range(0, batch.num_rows, ROWS)):
                    yield self._piece(table, done)
                    done += table.num_rows
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise self._explained(str(error)) from error
        if not done:
            raise BadFile(Problem("empty"))

    def _stored(self) -> pa.parquet.ParquetFile:
        try:
            return pa.parquet.ParquetFile(self.path)
        except (pa.ArrowInvalid, OSError) as error:
            raise BadFile(Problem("not_read", value=str(error)[:200])) from error

    def _batches(self) -> Iterator[pa.RecordBatch]:
        layout = self.layout
        used = layout.used
        if self._parquet:
            stored = [layout.names[number] for number in used]
            for batch in self._stored().iter_batches(batch_size=ROWS, columns=stored):
                yield batch.select(stored).rename_columns([str(number) for number in used])
            return
        names = [str(number) for number in range(len(layout.names))]
        yield from pa.csv.open_csv(
            self.path,
            read_options=pa.csv.ReadOptions(
                block_size=BYTES,
                column_names=names,
                skip_rows=int(layout.header),
                encoding=self._encoding,
            ),
            parse_options=pa.csv.ParseOptions(
                delimiter=self._delimiter,
                newlines_in_values=layout.label is not None,
                ignore_empty_lines=len(names) > 1,
            ),
            convert_options=pa.csv.ConvertOptions(
                include_columns=[names[number] for number in used],
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                null_values=[],
            ),
        )

    def _piece(self, table: pa.RecordBatch, done: int) -> Piece:
        block = np.full((len(self.form.items), table.num_rows), MISSING, np.int8)
        for place, number in self.layout.items.items():
            block[place] = _chosen(table.column(str(number)), self.readers[place])
        if (block == WRONG).any():
            raise self._wrong(table, block, done)
        found = {
            name: table.column(str(number))
            for name in ("label", "sex", "grade")
            if (number := getattr(self.layout, name)) is not None
        }
        return Piece(
            block,
            done,
            labels=found.get("label"),
            sex=_coded(found["sex"], _sex, "u") if "sex" in found else "u",
            grade=_coded(found["grade"], _grade, 0) if "grade" in found else 0,
        )

    def _wrong(self, table: pa.RecordBatch, block: Block, done: int) -> BadFile:
        if not self._parquet:
            return self._explained("")
        found = []
        for row, place in np.argwhere((block == WRONG).T)[:MOST].tolist():
            cell = table.column(str(self.layout.items[place]))[row].as_py()
            found.append(self._option(place, cell, row + done + 2))
        return BadFile(*found)

    def _explained(self, said: str) -> BadFile:
        """Read a CSV once more, slowly, to name rows as a spreadsheet counts them."""
        if self._parquet:
            return BadFile(Problem("not_read", value=said[:200]))
        found: list[Problem] = []
        width = len(self.layout.names)
        for row, cells in rows_of(self.path, self._encoding, self._delimiter):
            if len(found) >= MOST:
                break
            if (row == 1 and self.layout.header) or not cells:
                continue
            if len(cells) != width:
                found.append(Problem("width", row, value=str(len(cells)), wanted=str(width)))
                continue
            found += [
                self._option(place, cells[number], row)
                for place, number in self.layout.items.items()
                if self.readers[place].read(cells[number]) == WRONG
            ]
        return BadFile(*(found or [Problem("not_read", value=said[:200])]))

    def _option(self, place: int, cell: Any, row: int) -> Problem:
        column = self.layout.names[self.layout.items[place]].strip("\ufeff ")
        return Problem("option", row, column, str(cell)[:SHORT], self.readers[place].wanted)


def _open(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFile(Problem("not_there", value=str(path))) from error


def _encoded(column: Any) -> tuple[list, Any]:
    """The different cells, and for each row which; -1 where there is none."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    which = column.indices
    if which.null_count:
        which = which.fill_null(-1)
    return column.dictionary.to_pylist(), which.to_numpy(zero_copy_only=False)


def _chosen(column: Any, reader: Reader) -> Block:
    cells, which = _encoded(column)
    choices = np.array([*(reader.read(cell) for cell in cells), MISSING], np.int8)
    return np.asarray(choices[which])


def _coded(column: Any, read: Any, nothing: Any) -> Any:
    cells, which = _encoded(column)
    return np.array([*(read(cell) for cell in cells), nothing])[which]


def _sex(cell: Any) -> str:
    text = str(cell or "").strip().lower()
    return {"f": "f", "female": "f", "女": "f", "m": "m", "male": "m", "男": "m"}.get(text, "u")


def _grade(cell: Any) -> int:
    try:
        return int(float(cell or 0))
    except ValueError:
        return 0
