"""Scanned sheets: brought as files, looked at page by page in a child process within limits."""

import base64
import json
import os
import re
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from PIL import Image

from .press import environment

READER = Path(__file__).with_name("pagereader.py")
PAGE_SECONDS = 40.0  # of waiting for one page; its processor time is limited by the reader
AGAIN = 3  # times that a file which broke the reader is taken up after the page that did
LARGEST = 24 * 1024 * 1024  # of one page's answer: a dozen slips


@dataclass(frozen=True)
class Piece:
    """A slip: its code (empty: none could be read), a picture of it, and where on it the slip is."""

    code: str
    jpeg: bytes
    box: tuple[float, ...] = ()


@dataclass(frozen=True)
class Look:
    """What became of one page, or of the file where `page` is nought."""

    page: int
    of: int = 0
    pieces: tuple[Piece, ...] = ()
    trouble: str = ""


def look(data: bytes, pattern: re.Pattern[str]) -> Iterator[Look]:
    """Each page of a file as it is read. What breaks the reader costs one page, not the pile."""
    first, broken = 0, 0
    while broken <= AGAIN:
        for seen in _ask(data, pattern, first):
            yield seen
            if not seen.page or seen.trouble == "too_heavy":
                break
            first = seen.page
        else:
            return
        if not seen.page:
            return
        first, broken = seen.page, broken + 1
    yield Look(0, trouble="too_heavy")


def cut(jpeg: bytes, box: Sequence[float]) -> bytes:
    """The part of one of our own pictures that the slip takes up."""
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
        left, top, right, bottom = box
        wide, high = image.size
        part = image.crop(
            (int(left * wide), int(top * high), int(right * wide), int(bottom * high))
        )
        target = BytesIO()
        part.save(target, "JPEG", quality=80)
    return target.getvalue()


def _ask(data: bytes, pattern: re.Pattern[str], first: int) -> Iterator[Look]:
    child = subprocess.Popen(
        [sys.executable, "-I", str(READER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=environment(),
        start_new_session=True,
    )
    job = json.dumps({"pattern": pattern.pattern, "first": first}).encode()
    feeder = Thread(target=_feed, args=(child.stdin, struct.pack(">I", len(job)) + job, data))
    feeder.start()
    try:
        yield from _looks(child.stdout, first)
    finally:
        child.kill()
        child.wait()
        feeder.join()
        child.stdout.close()  # type: ignore[union-attr]  # it has its pipes


def _feed(pipe: Any, head: bytes, data: bytes) -> None:
    """It may end before it has read everything; that is told by its silence."""
    try:
        with pipe:
            pipe.write(head)
            pipe.write(data)
    except OSError:
        pass


def _looks(pipe: Any, first: int) -> Iterator[Look]:
    page = first
    while True:
        frame = _frame(pipe)
        if frame is None:
            yield Look(page + 1, trouble="too_heavy")
            return
        if not frame:
            return
        page = frame.get("page", 0)
        yield Look(page, frame.get("of", 0), _pieces(frame), frame.get("trouble", ""))
        if not page:
            return


def _pieces(frame: dict[str, Any]) -> tuple[Piece, ...]:
    return tuple(
        Piece(each["code"], base64.b64decode(each["jpeg"]), tuple(each.get("box", ())))
        for each in frame.get("pieces", ())
    )


def _frame(pipe: Any) -> dict[str, Any] | None:
    """The next frame; nothing where the reader ended, said too much or took too long."""
    deadline = time.monotonic() + PAGE_SECONDS
    head = _bytes(pipe, 4, deadline)
    size = struct.unpack(">I", head)[0] if head else LARGEST + 1
    body = _bytes(pipe, size, deadline) if size <= LARGEST else None
    return json.loads(body) if body else None


def _bytes(pipe: Any, size: int, deadline: float) -> bytes | None:
    parts = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(parts) < size:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return None
            part = os.read(pipe.fileno(), min(size - len(parts), 1 << 20))
            if not part:
                return None
            parts += part
    return bytes(parts)
