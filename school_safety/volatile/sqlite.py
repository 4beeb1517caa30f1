"""A second SQLite file beside the main one, at synchronous=NORMAL: fast, and allowed to forget."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from school_safety.kernel.turns import turn_at

from . import statements
from .sql import SqlBackend

PRAGMAS = (
    "PRAGMA busy_timeout=20000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_size_limit=67108864",
)


class SqliteBackend(SqlBackend):
    """One connection per thread and process, opened when first needed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._turn = turn_at(path)

    def run(self, statement: str, values: Sequence[Any] = ()) -> tuple[list[tuple], int]:
        connection = self._connection()
        if statement.startswith("SELECT"):
            return _carried_out(connection, statement, values)
        self._turn.take()
        try:
            return _carried_out(connection, statement, values)
        finally:
            self._turn.give_back()

    def _connection(self) -> sqlite3.Connection:
        pid, connection = getattr(self._local, "open", (0, None))
        if connection is None or pid != os.getpid():  # a forked child never uses its parent's
            connection = self._open()
            self._local.open = (os.getpid(), connection)
        return connection

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=20, isolation_level=None)
        with _alone(self.path):  # switching to WAL does not wait for other processes by itself
            for pragma in PRAGMAS:
                connection.execute(pragma)
            for table in statements.TABLES:
                connection.execute(table.format(blob="blob", shape=" WITHOUT ROWID"))
        return connection


def _carried_out(
    connection: sqlite3.Connection, statement: str, values: Sequence[Any]
) -> tuple[list[tuple], int]:
    cursor = connection.execute(statement, values)
    rows = cursor.fetchall()
    return rows, cursor.rowcount


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Also of this process's other threads, which a turn does not keep apart."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
