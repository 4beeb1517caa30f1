"""Keeps one typesetter process warm, and replaces it when it fails."""

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

REFUSED, LAST = 1, 2  # as in typesetter.py, which this process never imports
TYPESETTER = Path(__file__).with_name("typesetter.py")
SECONDS = 40.0  # of waiting for one job; its processor time is limited by the typesetter
START_SECONDS = 60.0
RETIRE = 350 * 1024  # kB resident: after such a job the process ends, and a fresh one follows
LARGEST = 64 * 1024 * 1024


class PressFailed(Exception):
    """The page could not be set: too slow, too large, or broken. The word says which."""


class Press:
    """One process, one job at a time; threads wait for each other."""

    def __init__(self, style: Path, *, seconds: float = SECONDS, retire: int = RETIRE) -> None:
        self.style, self.seconds, self.retire = style, seconds, retire
        self.lock = threading.Lock()
        self.process: Any = None  # a Popen with both pipes, or None
        atexit.register(self.stop)

    def set(
        self,
        texts: list[str],
        *,
        variant: str | None = None,
        stamps: Sequence[Mapping[str, str]] = (),
    ) -> bytes:
        """The texts as one PDF, or PressFailed; after a failure the next job gets a new process."""
        job = json.dumps({"texts": texts, "variant": variant, "stamps": list(stamps)}).encode()
        with self.lock:
            fresh = self.process is None or self.process.poll() is not None
            if fresh:
                self.stop()  # closes the pipes of one that ended by itself
                self.start()
            try:
                return self.ask(job, START_SECONDS if fresh else self.seconds)
            except PressFailed:
                raise
            except BaseException:
                self.stop()
                raise

    def start(self) -> None:
        """A new process with an empty environment."""
        self.process = subprocess.Popen(
            [sys.executable, "-I", str(TYPESETTER), str(self.style), str(self.retire)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment(),
            start_new_session=True,  # Ctrl-C at the terminal is not for it
        )

    def stop(self) -> None:
        """End the process, if there is one of ours."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                pipe.close()
            self.process = None

    def ask(self, job: bytes, seconds: float) -> bytes:
        """Send one frame, read one frame, within that time."""
        deadline = time.monotonic() + seconds
        try:
            self.send(struct.pack(">I", len(job)) + job, deadline)
            status, size = struct.unpack(">BI", self.receive(5, deadline))
            if size > LARGEST:
                message = "too_large"
                raise PressFailed(message)
            payload = self.receive(size, deadline)
        except OSError:
            self.stop()
            message = "ended"
            raise PressFailed(message) from None
        except PressFailed:
            self.stop()
            raise
        if status == REFUSED:
            raise PressFailed(payload.decode())
        if status == LAST:
            self.stop()
        return payload

    def send(self, data: bytes, deadline: float) -> None:
        """Write without waiting for ever on a process that does not read."""
        handle = self.process.stdin.fileno()
        os.set_blocking(handle, False)
        view = memoryview(data)
        while view:
            wait(handle, selectors.EVENT_WRITE, deadline)
            view = view[os.write(handle, view) :]

    def receive(self, size: int, deadline: float) -> bytes:
        """Exactly that many bytes."""
        handle, parts = self.process.stdout.fileno(), bytearray()
        while len(parts) < size:
            wait(handle, selectors.EVENT_READ, deadline)
            part = os.read(handle, min(size - len(parts), 1 << 20))
            if not part:
                message = "ended"
                raise PressFailed(message)
            parts += part
        return bytes(parts)


def wait(handle: int, event: int, deadline: float) -> None:
    """Until the pipe is ready; too slow is a failure."""
    with selectors.DefaultSelector() as selector:
        selector.register(handle, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            message = "too_slow"
            raise PressFailed(message)


def environment() -> dict[str, str]:
    """What the process may know: where fonts are kept, nothing else."""
    kept = ("PATH", "HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"LANG": "C.UTF-8"}
