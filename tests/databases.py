"""Test databases: migrated once into a template, then copied, for SQLite and PostgreSQL alike."""

import contextlib
import fcntl
import functools
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection, connections

from school_safety.demo import tables
from school_safety.vault import keys

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".pytest_cache" / "databases"
SOURCES = ("school_safety", "lessons", "surveys", "interventions")


@functools.cache
def fingerprint() -> str:
    """Changes with any migration, with what a migration reads, and with the libraries' versions."""
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__}".encode())
    for top in SOURCES:
        for pattern in ("**/migrations/*.py", "**/*.toml", "**/triggers/*.sql"):
            for path in sorted(ROOT.joinpath(top).glob(pattern)):
                digest.update(path.read_bytes())
    digest.update(ROOT.joinpath("school_safety/settings/base.py").read_bytes())
    return digest.hexdigest()[:16]


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One worker builds the template, the others wait for it."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with CACHE.joinpath("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(worker: str) -> None:
    """Points the default connection at a fresh copy of the template."""
    if connection.vendor == "sqlite":
        _prepare_sqlite(worker)
    else:
        _prepare_postgresql(worker)


def restore() -> None:
    """Puts the copy back to the contents of the chosen template, and forgets the other's keys."""
    keys.forget()
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(_chosen or _template_file())) as template:
            template.backup(connection.connection)
    else:
        _copy_postgresql()


def choose(template: Path | None) -> None:
    """From now on copies come from this file (None: the empty, migrated one). Embedded only."""
    global _chosen
    _chosen = template
    restore()


def dispose() -> None:
    """Drops the copy."""
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    if connection.vendor == "sqlite":
        for tail in ("", "-wal", "-shm"):
            Path(name + tail).unlink(missing_ok=True)
    else:
        connection.close_pool()
        with _maintenance() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _point_at(name: Path | str) -> None:
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def _template_file() -> Path:
    return CACHE / f"{fingerprint()}.sqlite3"


def _prepare_sqlite(worker: str) -> None:
    template, copy = _template_file(), settings.DATA_DIR / f"{worker}.sqlite3"
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with alone():
        if not template.exists():
            for old in CACHE.glob("*.sqlite3*"):
                old.unlink()
            building = CACHE / "building.sqlite3"
            _point_at(building)
            tables.build()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections.close_all()
            building.rename(template)
    _point_at(copy)
    restore()


_template_name = ""
_chosen: Path | None = None


def _prepare_postgresql(worker: str) -> None:
    global _template_name
    _template_name = f"template_{fingerprint()}"
    with alone():
        with _maintenance() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_template_name])
            missing = cursor.fetchone() is None
            if missing:
                cursor.execute(f'CREATE DATABASE "{_template_name}"')
        if missing:
            _point_at(_template_name)
            tables.build()
    _point_at(f"test_{worker}")
    _copy_postgresql()


def _copy_postgresql() -> None:
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    connection.close_pool()
    with _maintenance() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template_name}"')


@contextlib.contextmanager
def _maintenance():
    """A cursor outside any transaction on the server's own database."""
    import psycopg

    at = connection.settings_dict
    with (
        psycopg.connect(
            dbname="postgres",
            user=at["USER"],
            password=at["PASSWORD"],
            host=at["HOST"],
            port=at["PORT"],
            autocommit=True,
        ) as server,
        server.cursor() as cursor,
    ):
        yield cursor
