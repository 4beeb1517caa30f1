"""Reading a stranger's file in a child process, so that nothing it does can reach the house."""

import json
import subprocess
import sys
from pathlib import Path

from . import caps
from .rows import Line, Problem, Table, Unreadable

ROOT = Path(__file__).resolve().parents[3]


def tables(path: Path) -> list[Table]:
    """All tables of the file, or `Unreadable` within ten seconds whatever the file is."""
    command = [sys.executable, "-m", "school_safety.schools.roster.worker", str(path.resolve())]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(  # noqa: S603  (our own module, no shell)
            command, capture_output=True, timeout=caps.SECONDS + 0.5, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_heavy", path.name) from error
    return _parse(ran.stdout.decode("utf-8", "replace"), path.name)


def _parse(output: str, name: str) -> list[Table]:
    found: list[Table] = []
    for text in output.splitlines():
        try:
            part = json.loads(text)
        except ValueError as error:
            raise Unreadable("too_heavy", name) from error
        if part == "done":
            return found
        if isinstance(part, list):
            found.append(Table(part[0], part[1], []))
        elif "problem" in part:
            raise _refusal(part["problem"], name)
        else:
            found[-1].lines.append(Line(part["n"], part["c"], frozenset(part["f"])))
    raise Unreadable("too_heavy", name)


def _refusal(problem: dict, name: str) -> Unreadable:
    refusal = Unreadable(problem["code"], problem.get("file") or name)
    refusal.problem = Problem(
        problem.get("file") or name,
        problem.get("sheet", ""),
        problem.get("row", 0),
        problem.get("column", ""),
        problem["code"],
        problem.get("facts", {}),
    )
    return refusal
