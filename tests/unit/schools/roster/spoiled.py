"""Run in a process of its own: reads each file named on stdin in a limited fork, prints its codes."""

import os
import sys
from datetime import date
from pathlib import Path

from school_safety.schools.roster import tables, worker
from school_safety.schools.roster.reading import interpret
from school_safety.schools.roster.rows import Unreadable

TODAY = date(2026, 11, 23)


def codes(path: str) -> str:
    """What reading it says; an exception that is no refusal ends in a traceback and no line."""
    try:
        reading = interpret(list(tables.read(Path(path))), today=TODAY, hasher=str)
    except Unreadable as refusal:
        return refusal.problem.code
    except MemoryError:
        return "too_heavy"
    return ",".join(["read", *sorted({problem.code for problem in reading.problems})])


for name in sys.stdin.read().split("\n"):
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        worker.limit()
        os.write(1, (codes(name) + "\n").encode())
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if status and os.WIFSIGNALED(status):
        os.write(1, b"too_heavy\n")  # as the sandbox says of a child that was stopped
