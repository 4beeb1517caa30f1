"""One database: embedded SQLite by default, PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# synchronous=FULL is a promise: a reply may leave only after the commit is on disk.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA busy_timeout=20000; PRAGMA cache_size=-65536; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=67108864; PRAGMA secure_delete=ON;"
)


def sqlite(path: Path) -> dict[str, Any]:
    """The embedded database in one file; IMMEDIATE avoids lock errors between writers."""
    return {
        "ENGINE": "school_safety.storage.sqlite3",
        "NAME": path,
        # Kept open by each thread: opening reads the whole schema, 8 ms of every request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """postgres://user:password@host:port/name, with a connection pool per process.

    A thread may hold two: its own transaction and, beside it, one for the volatile tables.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        message = "DATABASE_URL must look like postgres://user:password@host:5432/name"
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 20, "timeout": 5}},
    }
