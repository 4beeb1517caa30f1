"""Who scores: this process, or Dask's workers with the same function."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from surveys.rules.batch import Plan, Result
from surveys.rules.form import Form

from .reading import Piece

WORKERS = 2
AHEAD = 3  # pieces per worker that are under way: enough to keep it busy, few enough to hold

Scored = tuple[Piece, Result, float]


def score_piece(form: Form, piece: Piece) -> tuple[Result, float]:
    """The result and the seconds it took, wherever this runs."""
    began = time.perf_counter()
    found = Plan(form).score(piece.block, sex=piece.sex, grade=piece.grade)
    return found, time.perf_counter() - began


def local(form: Form, pieces: Iterator[Piece]) -> Iterator[Scored]:
    """One after the other, here."""
    for piece in pieces:
        yield piece, *score_piece(form, piece)


def dask(form: Form, pieces: Iterator[Piece], scheduler: str = "") -> Iterator[Scored]:
    """On a cluster; without an address, on two processes of this machine. The order is kept.

    This process reads the file and sends blocks of integers, so that the workers need no shared
    disk; a file's labels never leave it.
    """
    with _client(scheduler) as client:
        remote = client.scatter(form, broadcast=True)
        wide = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        waiting: deque[tuple[Piece, Any]] = deque()
        for piece in pieces:
            bare = Piece(piece.block, piece.first, None, piece.sex, piece.grade)
            waiting.append((piece, client.submit(score_piece, remote, bare, pure=False)))
            if len(waiting) >= wide:
                first, future = waiting.popleft()
                yield first, *future.result()
        for first, future in waiting:
            yield first, *future.result()


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    if scheduler:
        with Client(scheduler, timeout=30) as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
