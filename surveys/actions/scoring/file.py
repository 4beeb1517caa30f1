"""One file of answers, scored from end to end."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from surveys.rules.batch import Plan, Result
from surveys.rules.form import Form
from surveys.rules.scoring import Band

from . import engines
from .faults import BadFile, Problem
from .reading import Source
from .writing import BANDS, table, written


@dataclass
class Outcome:
    """Counts and times. Every row is scored, incomplete or (behind a filter) not applicable.

    With cut-offs, incomplete means that a more serious band is still open; without them, that the
    total is not one figure. `bands` is empty where the form has no cut-offs.
    """

    rows: int = 0
    scored: int = 0
    incomplete: int = 0
    bands: dict[str, int] = field(default_factory=dict)
    score_seconds: float = 0.0
    total_seconds: float = 0.0
    peak_mb: float = 0.0
    header: bool = True
    unused: tuple[str, ...] = ()


def score_file(
    *, path: Path, form: Form, out: Path | None = None, engine: str = "local", scheduler: str = ""
) -> Outcome:
    """Score every row of a CSV or Parquet file; BadFile, and nothing written, where one is wrong.

    `out` gets one row per respondent. `score_seconds` counts scoring alone (on Dask, the sum over
    the workers); `total_seconds` reading and writing too.
    """
    began = time.perf_counter()
    if out is not None and out.exists() and path.exists() and out.samefile(path):
        raise BadFile(Problem("same_file"))
    source = Source(path, form)
    outcome = Outcome(header=source.layout.header, unused=source.layout.unused)
    counts: Counter[int] = Counter()
    with written(out) as take:
        for piece, found, seconds in _scored(form, source, engine, scheduler):
            outcome.score_seconds += seconds
            _count(outcome, counts, form, found)
            if out is not None:
                take(table(piece, found, int(source.layout.header)))
    if form.scoring.get("rules"):
        outcome.bands = {BANDS[band]: counts[band] for band in Plan(form).bands}
    outcome.peak_mb = peak()
    outcome.total_seconds = time.perf_counter() - began
    return outcome


def _scored(form: Form, source: Source, engine: str, scheduler: str) -> Iterator[engines.Scored]:
    if engine == "dask":
        return engines.dask(form, source.pieces(), scheduler)
    return engines.local(form, source.pieces())


def _count(outcome: Outcome, counts: Counter[int], form: Form, found: Result) -> None:
    outcome.rows += len(found)
    bands = dict(enumerate(np.bincount(found.band, minlength=max(Band) + 1).tolist()))
    counts.update(bands)
    apart = bands[Band.NOT_APPLICABLE]
    if form.scoring.get("rules"):
        lacking = bands[Band.INCOMPLETE]
    else:
        applies: Any = True if found.applies is None else found.applies
        lacking = int(np.count_nonzero(~found.total.known & applies))
    outcome.incomplete += lacking
    outcome.scored += len(found) - lacking - apart


def peak() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    if found:
        return int(found[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
