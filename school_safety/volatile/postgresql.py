"""The volatile tables in PostgreSQL, on a connection beside the request's own.

A second connection, because the caller may be inside the transaction of a final submission:
that one must wait for the disk, and its rollback must not undo a rate limit.
"""

import os
import threading
from collections.abc import Sequence
from typing import Any

from django.core.signals import request_finished
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .sql import SqlBackend


class PostgresqlBackend(SqlBackend):
    """Same statements; `synchronous_commit` is off for exactly these transactions."""

    def __init__(self) -> None:
        self._local = threading.local()
        request_finished.connect(self.release, dispatch_uid="volatile-release")

    def run(self, statement: str, values: Sequence[Any] = ()) -> tuple[list[tuple], int]:
        try:
            return self._run(statement, values)
        except (InterfaceError, OperationalError):  # the server was restarted: once more
            return self._run(statement, values)

    def _run(self, statement: str, values: Sequence[Any]) -> tuple[list[tuple], int]:
        connection = self._connection()
        try:
            with connection.cursor() as cursor:
                if statement.startswith("SELECT"):  # waits for no disk: one way there and back
                    cursor.execute(statement.replace("?", "%s"), values)
                    return cursor.fetchall(), cursor.rowcount
                cursor.execute("BEGIN")
                cursor.execute("SET LOCAL synchronous_commit = off")
                cursor.execute(statement.replace("?", "%s"), values)
                rows = cursor.fetchall() if cursor.description else []
                touched = cursor.rowcount
                cursor.execute("COMMIT")
        except BaseException:
            connection.close()  # whatever state it is in, the next call gets a fresh one
            raise
        return rows, touched

    def release(self, **kwargs: Any) -> None:
        """Give the connection back (to the pool, where there is one)."""
        pid, connection = getattr(self._local, "open", (0, None))
        if connection is not None and pid == os.getpid():
            connection.close()

    def _connection(self) -> BaseDatabaseWrapper:
        pid, connection = getattr(self._local, "open", (0, None))
        if connection is None or pid != os.getpid():
            connection = connections.create_connection("default")
            self._local.open = (os.getpid(), connection)
        return connection
