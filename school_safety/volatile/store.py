"""Drafts, counters and sessions: kept aside from the main database, and allowed to be lost.

Nothing here may be acknowledged as final, and nothing here takes part in the caller's transaction.
"""

import math
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from .backend import Backend


@cache
def backend() -> Backend:
    """The store that belongs to the main database's kind."""
    if connection.vendor == "postgresql":
        from .postgresql import PostgresqlBackend

        return PostgresqlBackend()
    from .sqlite import SqliteBackend

    return SqliteBackend(Path(settings.VOLATILE_PATH))


def put(kind: str, key: str, value: bytes, ttl: int) -> None:
    """Keep this value for `ttl` seconds; a later put replaces it."""
    backend().put(kind, key, value, expires=time.time() + ttl)


def put_new(kind: str, key: str, value: bytes, ttl: int) -> bool:
    """Keep this value only where none is; answers whether it was kept. Of two, one wins."""
    now = time.time()
    return backend().put_new(kind, key, value, expires=now + ttl, now=now)


def swap(kind: str, key: str, old: bytes, new: bytes, ttl: int) -> bool:
    """Put `new` in the place of `old`; False where something else stands there, or nothing."""
    return backend().swap(kind, key, old, new, expires=time.time() + ttl)


def get(kind: str, key: str) -> bytes | None:
    """The value, or None when it was never put, has expired or was lost."""
    return backend().get(kind, key, now=time.time())


def get_each(kinds: Sequence[str], key: str) -> dict[str, bytes]:
    """By kind, what is kept under this key; a kind without a value is not named."""
    return backend().get_each(kinds, key, now=time.time())


def keys(kind: str) -> set[str]:
    """The keys of all values of this kind; for kinds that hold a few."""
    return backend().keys(kind, now=time.time())


def items(kind: str) -> list[tuple[str, bytes]]:
    """Keys and values of this kind; for kinds that hold a few."""
    return backend().items(kind, now=time.time())


def delete(kind: str, key: str) -> None:
    """Forget this value; absent is fine."""
    backend().delete([kind], key)


def delete_each(kinds: Sequence[str], key: str) -> None:
    """Forget what is kept under this key in each of these kinds."""
    backend().delete(kinds, key)


def delete_kind(kind: str) -> None:
    """Forget all values of this kind."""
    backend().delete_kind(kind)


def increment(kind: str, key: str, window: int) -> int:
    """Count one more in the window that began with the first hit; answers the count."""
    return count(kind, key, window)[0]


def count(kind: str, key: str, window: int) -> tuple[int, int]:
    """As `increment`, with the whole seconds until the window ends."""
    return count_each([(kind, key, window)])[0]


def count_each(hits: Sequence[tuple[str, str, int]]) -> list[tuple[int, int]]:
    """As `count` for several kinds, keys and windows, no two of them alike, in one go."""
    now = time.time()
    return [(n, _seconds(ends - now)) for n, ends in backend().increment(hits, now=now)]


def peek(kind: str, key: str) -> tuple[int, int]:
    """The count so far and the whole seconds until its window ends, without counting."""
    now = time.time()
    hits, ends = backend().counted(kind, key, now=now)
    return hits, _seconds(ends - now)


def release() -> None:
    """Give back what this thread holds open; for loops outside of requests."""
    backend().release()


def sweep() -> int:
    """Remove what has expired; answers how many rows."""
    return backend().sweep(now=time.time())


def clear() -> None:
    """Forget everything (tests)."""
    backend().clear()


def _seconds(left: float) -> int:
    return max(1, math.ceil(left))
