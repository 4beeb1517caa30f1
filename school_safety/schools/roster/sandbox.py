"""Reading a stranger's file in a child process, so that nothing it does can reach the house."""

import io
import json
import subprocess
import sys
from pathlib import Path

from . import caps
from .rows import Line, Problem, Table, Unreadable

ROOT = Path(__file__).resolve().parents[3]


def tables(path: Path) -> list[Table]:
    """All tables of the file, or `Unreadable` within seconds, whatever the file is."""
    return _parse(ask("school_safety.schools.roster.worker", path), path.name)


def ask(module: str, path: Path) -> bytes:
    """What a worker module of ours prints about a file; `Unreadable` where it takes too long."""
    command = [sys.executable, "-m", module, str(path.resolve())]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(  # noqa: S603  (our own module, no shell)
            command, capture_output=True, timeout=caps.WAIT_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_heavy", path.name) from error
    if len(ran.stdout) > caps.ANSWER_BYTES:
        raise Unreadable("too_heavy", path.name)
    return ran.stdout


def _parse(output: bytes, name: str) -> list[Table]:
    found: list[Table] = []
    for text in io.BytesIO(output):
        try:
            part = json.loads(text)
        except ValueError as error:
            raise Unreadable("too_heavy", name) from error
        if part == "done":
            return found
        if isinstance(part, dict):
            raise _refusal(part["problem"], name)
        if isinstance(part[0], str):
            found.append(Table(part[0], part[1], [], hidden=part[2], uncounted=part[3]))
        else:
            found[-1].lines.append(Line(part[0], part[1], frozenset(part[2])))
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
