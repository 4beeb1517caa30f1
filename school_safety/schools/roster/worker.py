"""The child process: reads one hostile file within limits and prints its tables as JSON lines."""

import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from . import caps
from .rows import Unreadable
from .tables import read

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def say(part: object) -> str:
    """One line of the answer."""
    return _encoder.encode(part) + "\n"


def limit() -> None:
    """From here on: so much memory, so much time, no file to write, and others go first."""
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_AS, (caps.CHILD_BYTES, caps.CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (caps.SECONDS, caps.SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (caps.CHILD_FILES, caps.CHILD_FILES))


def main(path: str) -> int:
    """One JSON line per table head or row; the last line says done or names the problem."""
    limit()
    out = sys.stdout
    try:
        for table in read(Path(path)):
            out.write(say([table.file, table.sheet, table.hidden, table.uncounted]))
            for line in table.lines:
                out.write(say([line.number, line.cells, sorted(line.filled)]))
        out.write('"done"\n')
    except Unreadable as refusal:
        out.write(say({"problem": asdict(refusal.problem)}))
    except MemoryError:
        out.write(say({"problem": {"code": "too_heavy"}}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
