"""Reading a lesson page: ours beside a plain Wagtail page of about the same length.

All are asked in turns, so that a machine that slows down slows all. What may be compared is the
multiple of the floor; a rate shares its cores with whoever asks.
"""

import contextlib
import itertools
import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import ROOT, row, table
from bench_journey import Side, served

ROUNDS, AT_ONCE = 5, 8
FEW, MANY = 60, 4000
LESSON = "/zh-hans/lessons/play-and-stop/"  # without pictures, as the plain page is
# PERFORMANCE: 5,500 a second from memory, where the plain page from its cache there came to 5,640
STRETCH = 5640 / 5500


@dataclass
class Reader:
    """Somebody who opens one page again and again; with `anew` it is never one that is kept."""

    side: Side
    path: str
    count: int
    anew: bool = False
    costs: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def read(self) -> None:
        """Milliseconds of processor time for each request, and how many there were in a second."""
        before, began = self.side.processor(), time.perf_counter()
        flood(self.side.port, self.requests())
        self.rates.append(self.count / (time.perf_counter() - began))
        self.costs.append((self.side.processor() - before) / self.count)

    def requests(self) -> Iterator[bytes]:
        for number in range(self.count):
            query = f"?n={time.time_ns()}{number}" if self.anew else ""
            yield f"GET {self.path}{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def flood(port: int, requests: Iterator[bytes]) -> None:
    """All of them over so many connections that are kept open, one at a time on each."""
    with selectors.DefaultSelector() as waiting:
        for request in itertools.islice(requests, AT_ONCE):
            line = socket.create_connection(("127.0.0.1", port))
            line.sendall(request)
            waiting.register(line, selectors.EVENT_READ)
        while waiting.get_map():
            for key, _ in waiting.select():
                whole_page(key.fileobj)
                request = next(requests, None)
                if request is not None:
                    key.fileobj.sendall(request)
                    continue
                waiting.unregister(key.fileobj)
                key.fileobj.close()


def whole_page(line: socket.socket) -> None:
    """Its head names the length."""
    got = line.recv(1 << 17)
    head, _, body = got.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"the page was answered {head[:80]!r}")
    left = int(head.lower().partition(b"content-length: ")[2].split(None, 1)[0]) - len(body)
    while left > 0:
        left -= len(line.recv(1 << 17)) or left


def measure(folder: Path) -> None:
    """Needs the demo of DATA_DIR."""
    table(
        f"Reading a lesson page over HTTP, {AT_ONCE} connections, {ROUNDS} turns beside the floor"
    )
    with servers(folder) as (plain, behind, own):
        readers = plain, behind, fresh, kept = (
            Reader(plain, "/above/plain/", FEW, anew=True),
            Reader(behind, "/above/plain/", MANY),
            Reader(own, LESSON, FEW, anew=True),
            Reader(own, LESSON, MANY),
        )
        for number in range(ROUNDS + 1):
            for reader in readers:
                reader.read()
                if not number:  # warm
                    reader.costs.clear(), reader.rates.clear()
    told("a plain Wagtail page", plain)
    told("ours", fresh)
    row("ours, as a multiple of the plain page", ratio(fresh.costs, plain.costs), 1, "x")
    told("a plain Wagtail page from the per-site cache", behind)
    told("ours, kept", kept)
    row("ours, as a multiple of that", ratio(kept.costs, behind.costs), round(STRETCH, 2), "x")
    row("its rate as a multiple of ours", ratio(behind.rates, kept.rates), round(STRETCH, 2), "x")


def told(name: str, reader: Reader) -> None:
    row(f"{name}: processor time", median(reader.costs), None, "ms", 3)
    row(f"{name}: in a second", median(reader.rates), None, "/s", 0)


def ratio(ones: list[float], others: list[float]) -> float:
    return median(one / other for one, other in zip(ones, others, strict=True))


@contextlib.contextmanager
def servers(folder: Path) -> Iterator[tuple[Side, Side, Side]]:
    """The same processes each, behind the same server."""
    floor, more = ROOT / ".ci", {"FLOOR": str(folder / "page.sqlite3")}
    first = [sys.executable, "-c", "import floor_page"]  # makes the tables and the page
    subprocess.run(first, cwd=floor, env=os.environ | more, check=True)
    with contextlib.ExitStack() as stack:
        sides = [
            Side(*stack.enter_context(served("floor_page:application", floor, **more)), []),
            Side(
                *stack.enter_context(served("floor_page:application", floor, **more, KEPT="1")), []
            ),
            Side(*stack.enter_context(served("school_safety.wsgi:application", ROOT)), []),
        ]
        yield tuple(sides)
