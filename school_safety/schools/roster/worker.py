"""The child process: reads one hostile file within limits and prints its tables as JSON lines."""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from . import caps
from .rows import Unreadable
from .tables import read


def main(path: str) -> int:
    """One JSON line per table head or row; the last line says done or names the problem."""
    resource.setrlimit(resource.RLIMIT_AS, (caps.CHILD_BYTES, caps.CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (caps.SECONDS, caps.SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout
    try:
        for table in read(Path(path)):
            json.dump([table.file, table.sheet], out)
            out.write("\n")
            for line in table.lines:
                json.dump({"n": line.number, "c": line.cells, "f": sorted(line.filled)}, out)
                out.write("\n")
        out.write('"done"\n')
    except Unreadable as refusal:
        json.dump({"problem": asdict(refusal.problem)}, out)
    except MemoryError:
        json.dump({"problem": {"code": "too_heavy"}}, out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
