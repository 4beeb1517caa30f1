"""An empty database built the short way is the one that `migrate` makes."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

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


SEEN = (
    """SELECT table_name, ordinal_position, column_name, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public'""",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint",
    "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
)


def made_on_postgresql(name: str, command: list[str]) -> list[set[tuple[object, ...]]]:
    """Columns, indexes, constraints and triggers of a new database on the same server."""
    at = settings.DATABASES["default"]
    server = f"postgres://{at['USER']}@{at['HOST']}:{at['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]  # our own name
    env = {
        **os.environ,
        "DATABASE_URL": f"{server}/{name}",
        "DJANGO_SETTINGS_MODULE": "school_safety.settings.dev",
    }
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    with psycopg.connect(f"{server}/{name}") as connection:
        return [set(connection.execute(query)) for query in SEEN]


@pytest.mark.slow
@pytest.mark.pg(only=True)
def test_the_short_way_makes_the_same_tables_on_postgresql():
    plain = made_on_postgresql("plainly", ["migrate", "-v0", "--noinput", "--skip-checks"])
    assert made_on_postgresql("shortly", SHORT) == plain
    assert [len(found) > 100 for found in plain[:3]] == [True] * 3
    assert plain[3]
