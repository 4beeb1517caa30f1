"""Scoring at scale beside the limit of numpy in the same run, and from stored answers."""

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from bench import row, seconds, table

PEOPLE, ITEMS, OPTIONS = 2_000_000, 20, 4
REVERSED, SUBSCALES, CUTS = (2, 7, 12, 18), 4, (20, 30, 40)


def reference_form() -> Any:
    """20 items of four options, 4 turned round, 4 subscales of five, a total, 3 cuts."""
    from surveys.rules.form import parse

    options = [{"code": str(n), "value": n} for n in range(OPTIONS)]
    questions = [
        {"id": f"q{n}", "options": options, "reverse": n in REVERSED} for n in range(ITEMS)
    ]
    bands = ("watch", "recheck", "flagged")
    rules = [
        {"code": f"c{cut}", "band": band, "tree": {"scale": "total", "at_least": cut}}
        for cut, band in zip(CUTS, bands, strict=True)
    ]
    subscales = {
        f"s{s}": {"items": [f"q{n}" for n in range(s * 5, s * 5 + 5)]} for s in range(SUBSCALES)
    }
    missing = {"max_share": 0.2}
    return parse(
        questions, {"total": "sum", "missing": missing, "subscales": subscales, "rules": rules}
    )


def by_hand(block: Any) -> tuple[Any, ...]:
    """The same for complete answers, as somebody would write it for this one form."""
    subscales = []
    for s in range(SUBSCALES):
        total = np.zeros(block.shape[1], np.int8)
        for n in range(s * 5, s * 5 + 5):
            if n in REVERSED:
                total += np.int8(OPTIONS - 1) - block[n]
            else:
                total += block[n]
        subscales.append(total)
    total = subscales[0] + subscales[1] + subscales[2] + subscales[3]
    band = (total >= CUTS[0]).astype(np.int8)
    for cut in CUTS[1:]:
        band += total >= cut
    run = np.ones(block.shape[1], np.int8)
    best = run.copy()
    for last, this in pairwise(block):
        run *= last == this
        run += np.int8(1)
        np.maximum(best, run, out=best)
    return (*subscales, total, band, best)


def measure(folder: Path) -> None:
    in_memory()
    from_file(folder)


def in_memory() -> None:
    table(f"Scoring {PEOPLE:,} x {ITEMS}: 4 turned round, 4 subscales, total, 3 cuts, longest run")
    from surveys.rules.batch import Plan

    plan = Plan(reference_form())
    random = np.random.default_rng(7)
    block = random.integers(0, OPTIONS, (ITEMS, PEOPLE), np.int8)
    limit, ours = np.inf, np.inf
    for _ in range(5):  # side by side, so that both have the same machine
        limit = min(limit, seconds(lambda: summed(block, lambda piece: by_hand(piece))))
        ours = min(ours, seconds(lambda: summed(block, lambda piece: of(plan.score(piece)))))
    if summed(block, by_hand) != summed(block, lambda piece: of(plan.score(piece))):
        raise SystemExit("the two do not agree")
    row("numpy by hand, best of 5", limit, digits=3)
    row("ours, best of 5", ours, digits=3)
    row("ours, in times the limit of numpy", ours / limit, 3, "x")
    gaps = np.where(random.random(block.shape) < 0.002, np.int8(-1), block)
    row("ours, 4 in 100 with something missing", seconds(lambda: summed(gaps, plan.score)))


def from_file(folder: Path) -> None:
    """The command as an operator types it, alone in its process; nine items of igd9c."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    table(f"manage.py score_file, {PEOPLE:,} rows of igd9c")
    random = np.random.default_rng(7)
    made = pa.table({f"q{n}": random.integers(0, OPTIONS, PEOPLE, np.int8) for n in range(9)})
    csv.write_csv(made, folder / "answers.csv")
    parquet.write_table(made, folder / "answers.parquet")
    for name, *more in (
        ("answers.parquet",),
        ("answers.csv",),
        ("answers.csv", "--out", str(folder / "scores.csv")),
        ("answers.csv", "--engine", "dask"),
    ):
        said = " ".join((name, *(word for word in more if "/" not in word)))
        told = answer("score_file", str(folder / name), "--instrument", "igd9c", *more)
        row(said, told["total_seconds"])
        row(f"{said}: scoring alone", told["score_seconds"], digits=3)
        row(f"{said}: most memory", told["peak_mb"], None if "dask" in more else 400, "MB", 0)


def answer(*words: str) -> dict[str, Any]:
    """What a command says of itself; alone in its process."""
    command = [sys.executable, "manage.py", *words, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def from_store() -> None:
    """From the sealed answers of the last seeded district: decrypted, unpacked, scored, compared."""
    table("manage.py check_scores: stored answers scored again")
    told = answer("check_scores")
    row(f"{told['responses']:,} responses", told["seconds"])
    row("as many as 2,000,000 would take", told["seconds"] / told["responses"] * PEOPLE, 60)


def of(found: Any) -> tuple[Any, ...]:
    return (
        *(each.low for each in found.subscales.values()),
        found.total.low,
        found.band,
        found.run,
    )


def summed(block: Any, work: Callable[[Any], Any]) -> list[int]:
    from surveys.rules.batch import pieces

    sums = None
    for piece in pieces(block):
        found = work(piece)
        if isinstance(found, tuple):
            now = np.array([int(each.sum(dtype=np.int64)) for each in found])
            sums = now if sums is None else sums + now
    return [] if sums is None else sums.tolist()
