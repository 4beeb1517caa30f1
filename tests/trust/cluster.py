"""A PostgreSQL of a test's own, synced as in production, that can be struck down and started again."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
NOBODY = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")


class Cluster:
    """`with Cluster() as cluster`: a running server with an empty database `trust`."""

    def __init__(self) -> None:
        self.bin = FOUND[-1]
        self.folder = Path(tempfile.mkdtemp(prefix="school-safety-crash-", dir="/tmp"))
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.as_ = NOBODY if os.geteuid() == 0 else ()
        if self.as_:
            shutil.chown(self.folder, "nobody")

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgres://owner@127.0.0.1:{self.port}/trust"

    def __enter__(self) -> "Cluster":
        self._run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-k", "-N")
        self.start()
        with psycopg.connect(self._admin("postgres"), autocommit=True) as server:
            for statement in ("CREATE ROLE owner LOGIN CREATEDB", "CREATE ROLE app LOGIN"):
                server.execute(statement)
            server.execute("CREATE DATABASE trust OWNER owner")
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        words = ("-D", "data", "-w", "-t", "60", "-l", "log", "start", "-o", options)
        for _ in range(5):  # the last of a killed server may hold its memory for a moment
            with contextlib.suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", *words)
                return
            time.sleep(0.5)
        message = (self.folder / "log").read_text()[-2000:]
        raise AssertionError(message)

    def strike(self, number: int) -> None:
        """Down without a word, by its own immediate stop or by SIGKILL in turn; then up again."""
        if number % 2:
            self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        else:
            from tests.trust.server import descendants

            first = int((self.folder / "data/postmaster.pid").read_text().split()[0])
            for pid in (first, *descendants(first)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.start()

    def take(self, source: str) -> None:
        """Everything of that database, structure and rows."""
        fill = [self.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", self._admin("trust")]
        with subprocess.Popen([self.bin / "pg_dump", source], stdout=subprocess.PIPE) as dump:
            subprocess.run(fill, stdin=dump.stdout, check=True, stdout=subprocess.DEVNULL)
        assert dump.returncode == 0

    def rows(self, statement: str) -> list[tuple]:
        with psycopg.connect(self._admin("trust")) as server:
            return server.execute(statement.encode()).fetchall()

    def _admin(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self, tool: str, *words: str) -> None:
        with (self.folder / "said").open("ab") as said:
            subprocess.run(
                [*self.as_, self.bin / tool, *words], cwd=self.folder, check=True,
                stdout=said, stderr=said, env={**os.environ, "HOME": str(self.folder)},
            )  # fmt: skip
