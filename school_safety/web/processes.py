"""Keeps the processes of one machine together: they start together and end together."""

import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

PATIENCE = 15  # seconds that a process gets to finish what it holds
QUICK_DEATHS = 5  # after so many ends in a row within a minute, something is really wrong
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process: how to start it, and what its end means for the others."""

    name: str
    command: Sequence[str]
    essential: bool = False
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  (our own commands, no shell)
            self.command, start_new_session=True, preexec_fn=_end_with_parent
        )

    def exit_code(self) -> int | None:
        return self.process.poll() if self.process else None


class Supervisor:
    """Starts children, restarts the expendable ones, and ends all of them together."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self.stopping = False

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)
        for child in self.children:
            child.start()
        code = 0
        while not self.stopping:
            code = self._look_after()
            time.sleep(0.3)
        self._end_all()
        return code

    def _look_after(self) -> int:
        for child in self.children:
            code = child.exit_code()
            if code is None:
                continue
            now = time.monotonic()
            child.deaths = [at for at in child.deaths if now - at < 60] + [now]
            if child.essential or len(child.deaths) >= QUICK_DEATHS:
                logger.error("%s ended with code %s: stopping", child.name, code)
                self.stopping = True
                return code or 1
            logger.warning("%s ended with code %s: starting it again", child.name, code)
            child.start()
        return 0

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            if process.poll() is None:
                process.terminate()
        limit = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()


def _end_with_parent() -> None:
    """Even kill -9 on the parent must not leave a server behind (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
