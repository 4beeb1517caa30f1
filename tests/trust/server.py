"""The documented server command as a process that can be killed, on a copy of the test's data."""

import contextlib
import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db import connection

from tests.databases import ROOT

PATIENCE = 240  # seconds to start on a busy machine
SERVE = ("manage.py", "serve", "--host", "127.0.0.1", "--workers", "0", "--web-processes", "1")
ONE_PROCESS = (
    *("-m", "granian", "--interface", "wsgi", "school_safety.wsgi:application"),
    *("--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "2", "--log-level", "warning"),
)


def copy_database(folder: Path) -> Path:
    """This test's database as a file of its own; answers its path. PostgreSQL stays where it is."""
    connection.ensure_connection()
    target = folder / "main.sqlite3"
    if connection.vendor != "sqlite":
        return target
    with contextlib.closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
    return target


class Server:
    """Starts in a session of its own; `kill` takes every process of it at once."""

    def __init__(
        self, folder: Path, port: int, *, command: Sequence[str] = SERVE, under=(), url: str = ""
    ):
        self.folder, self.port, self.url = folder, port, url
        self.command = [*under, sys.executable, *command, "--port", str(port)]
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "TEST_DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "tests.trust.settings",
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "PYTHONPATH": str(ROOT),
        }
        environment.pop("DATABASE_URL", None)
        if self.url:
            environment["DATABASE_URL"] = self.url
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=environment, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        limit = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, (self.folder / "server.log").read_text()[-3000:]
            assert time.monotonic() < limit, "the server did not start"
            time.sleep(0.1)

    def answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            with contextlib.closing(asked):
                asked.request("GET", "/healthz")
                with asked.getresponse() as reply:
                    return reply.status == 200
        except (OSError, http.client.HTTPException):
            return False

    def processor(self) -> float:
        """Seconds of processor time that the whole tree has taken so far."""
        assert self.process is not None
        ticks = 0
        for pid in [self.process.pid, *descendants(self.process.pid)]:
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(words[11]) + int(words[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """SIGKILL to the whole tree: nobody gets to finish anything."""
        assert self.process is not None
        for pid in [self.process.pid, *descendants(self.process.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """A polite end, and after ten seconds the other one."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.kill()


def descendants(pid: int) -> list[int]:
    """Children, their children and so on, from /proc."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            words = stat.read_text().rpartition(")")[2].split()
            parents.setdefault(int(words[1]), []).append(int(stat.parent.name))
    return list(_below(pid, parents))


def _below(pid: int, parents: dict[int, list[int]]) -> Iterator[int]:
    for child in parents.get(pid, []):
        yield child
        yield from _below(child, parents)
