"""An empty database built the short way is the one that `migrate` makes."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHORT = ["shell", "-v0", "-c", "from school_safety.demo import tables; tables.build()"]


def made(folder: Path, command: list[str]) -> dict[str, object]:
    """Every table, index and trigger as it was written, and how many rows each table has."""
    folder.mkdir()
    env = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "school_safety.settings.dev",
    }
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    with contextlib.closing(sqlite3.connect(folder / "main.sqlite3")) as base:
        found: dict[str, object] = dict(
            base.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        )
        tables = [key.removeprefix("table ") for key in found if key.startswith("table ")]
        for name in set(tables) - {"sqlite_sequence"}:
            count = f'SELECT count(*) FROM "{name}"'  # noqa: S608  (names out of this very file)
            found[f"rows {name}"] = base.execute(count).fetchone()[0]
    return found


@pytest.mark.slow
def test_the_short_way_makes_the_same_database(tmp_path):
    plain = made(tmp_path / "plain", ["migrate", "-v0", "--noinput"])
    assert made(tmp_path / "short", SHORT) == plain
    assert len(plain) > 500
