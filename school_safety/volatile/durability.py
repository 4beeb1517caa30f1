"""What may be lost lives in this room; the main database must lose nothing. Checked at the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection

FULL = 2
POSTGRESQL = ("fsync", "synchronous_commit", "full_page_writes")


def commits_reach_the_disk(
    app_configs: Any = None, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuses a main database that answers before a commit is on disk."""
    if not databases or "default" not in databases or settings.UNSYNCED_DATABASE_ALLOWED:
        return []
    found = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    if not found:
        return []
    hint = "A receipt is a promise: the reply may leave only after the commit is on disk."
    return [Error(f"The database runs with {found}.", hint=hint, id="volatile.E001")]


def _sqlite() -> str:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        level = cursor.fetchone()[0]
    return "" if level >= FULL else f"PRAGMA synchronous={level}"


def _postgresql() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM pg_settings WHERE name = ANY(%s) AND setting = 'off'",
            [list(POSTGRESQL)],
        )
        return ", ".join(f"{name}=off" for (name,) in cursor.fetchall())
