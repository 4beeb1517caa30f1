"""What a disk may hold after the power goes, built from an strace of the server.

Whatever was written before a finished sync of its file is there. Of everything written since, each
sector is there or not, as chance has it: that is more than a real disk does, and never less.
"""

import random
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "pwrite64,fdatasync,fsync,ftruncate,write,writev,sendto,sendmsg"
SECTORS = (512, 4096)
LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed)(.*)$")
FILE = re.compile(r"^\d+<([^>]*)>, ")
WRITE = re.compile(r'^\d+<[^>]*>, "((?:[^"\\]|\\.)*)", (\d+), (\d+)(?:\)| <unfinished)')
CUT = re.compile(r"^\d+<[^>]*>, (\d+)")
RECEIPT = re.compile(r'receipt\\": ?\\"([A-Z0-9]+)\\"')


@dataclass(frozen=True)
class Event:
    """`kind`: write, cut (to length `at`), sync (of what was written before event `at`), ack."""

    kind: str
    file: str = ""
    at: int = 0
    data: bytes = b""
    receipt: str = ""


def events(trace: Iterable[str], files: set[str]) -> list[Event]:
    """The trace as far as it concerns these file names and the receipts that left."""
    found: list[Event] = []
    syncing: dict[str, tuple[str, int]] = {}  # process -> file, events before its sync began
    for line in trace:
        parts = LINE.match(line)
        if not parts:
            continue
        pid, call, rest = parts.groups()
        path = FILE.match(rest)
        name = path[1].rpartition("/")[2] if path else ""
        if call in {"fdatasync", "fsync"}:
            one = re.match(r"^\d+<([^>]*)>", rest)
            if one and one[1].rpartition("/")[2] in files:
                syncing[pid] = (one[1].rpartition("/")[2], len(found))
            if pid in syncing and rest.rstrip().endswith("= 0"):
                file, before = syncing.pop(pid)
                found.append(Event("sync", file, before))
        elif call == "pwrite64" and name in files and (written := WRITE.match(rest)):
            data = written[1].encode("latin-1").decode("unicode_escape").encode("latin-1")
            assert len(data) == int(written[2]), "the trace shortened a write"
            found.append(Event("write", name, int(written[3]), data))
        elif call == "ftruncate" and name in files and (cut := CUT.match(rest)):
            found.append(Event("cut", name, int(cut[1])))
        elif told := RECEIPT.search(rest):
            found.append(Event("ack", receipt=told[1]))
    return found


@dataclass
class Disk:
    """The files as they were when the trace began, and what happened since."""

    before: dict[str, bytes]
    history: list[Event]
    _whole: dict[str, bytearray] = field(default_factory=dict)

    def receipts_by(self, moment: int) -> set[str]:
        """What students had been told by then."""
        return {each.receipt for each in self.history[:moment] if each.kind == "ack"}

    def moments(self, count: int, chance: random.Random) -> Iterator[int]:
        """Right behind the receipts first, where a lie would show; then anywhere."""
        told = [n + 1 for n, each in enumerate(self.history) if each.kind == "ack"]
        yield from told[:count]
        for _ in range(count - len(told)):
            yield chance.randrange(told[0], len(self.history) + 1)

    def image(self, moment: int, folder: Path, chance: random.Random) -> Path:
        """A folder with one of the disks that this moment may leave."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        sector = chance.choice(SECTORS)
        synced: dict[str, int] = {}
        for each in self.history[:moment]:
            if each.kind == "sync":
                synced[each.file] = max(synced.get(each.file, 0), each.at)
        files = {name: bytearray(content) for name, content in self.before.items()}
        for number, each in enumerate(self.history[:moment]):
            if each.kind in {"write", "cut"}:
                durable = number < synced.get(each.file, 0)
                _apply(files.setdefault(each.file, bytearray()), each, durable, sector, chance)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder


def _apply(
    content: bytearray, each: Event, durable: bool, sector: int, chance: random.Random
) -> None:
    if each.kind == "cut":
        if durable or chance.random() < 0.5:
            del content[each.at :]
            content.extend(bytes(each.at - len(content)))
        return
    end = each.at + len(each.data)
    if durable:
        _write(content, each.at, each.data)
        return
    at = each.at
    while at < end:  # sectors of the disk, not of the write
        stop = min(end, (at // sector + 1) * sector)
        if chance.random() < 0.5:
            _write(content, at, each.data[at - each.at : stop - each.at])
        at = stop


def _write(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(0, at + len(data) - len(content))))
    content[at : at + len(data)] = data
