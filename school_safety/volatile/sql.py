"""The volatile store in SQL; a subclass says how one statement reaches its database."""

from collections.abc import Iterable, Sequence
from typing import Any

from . import statements


class SqlBackend:
    """One short statement per call, each its own transaction, never part of the caller's."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> tuple[list[tuple], int]:
        """Run one statement; answers its rows and how many rows it touched."""
        raise NotImplementedError

    def release(self, **kwargs: Any) -> None:
        """Give back what this thread holds open."""

    def put(self, kind: str, key: str, value: bytes, *, expires: float) -> None:
        self.run(statements.PUT, (kind, key, value, expires))

    def put_new(self, kind: str, key: str, value: bytes, *, expires: float, now: float) -> bool:
        _, touched = self.run(statements.PUT_NEW, (kind, key, value, expires, now))
        return touched == 1

    def swap(self, kind: str, key: str, old: bytes, new: bytes, *, expires: float) -> bool:
        _, touched = self.run(statements.SWAP, (new, expires, kind, key, old))
        return touched == 1

    def get(self, kind: str, key: str, *, now: float) -> bytes | None:
        rows, _ = self.run(statements.GET, (kind, key, now))
        return bytes(rows[0][0]) if rows else None

    def get_each(self, kinds: Sequence[str], key: str, *, now: float) -> dict[str, bytes]:
        marks = ", ".join("?" * len(kinds))
        rows, _ = self.run(statements.GET_EACH.format(marks=marks), (key, now, *kinds))
        return {kind: bytes(value) for kind, value in rows}

    def keys(self, kind: str, *, now: float) -> set[str]:
        rows, _ = self.run(statements.KEYS, (kind, now))
        return {key for (key,) in rows}

    def items(self, kind: str, *, now: float) -> list[tuple[str, bytes]]:
        rows, _ = self.run(statements.ITEMS, (kind, now))
        return [(key, bytes(value)) for key, value in rows]

    def delete(self, kinds: Sequence[str], key: str) -> None:
        marks = ", ".join("?" * len(kinds))
        self.run(statements.DELETE.format(marks=marks), (key, *kinds))

    def delete_kind(self, kind: str) -> None:
        self.run(statements.DELETE_KIND, (kind,))

    def increment(
        self, hits: Sequence[tuple[str, str, int]], *, now: float
    ) -> list[tuple[int, float]]:
        if not hits:
            return []
        marks = ", ".join(["(?, ?, 1, ?)"] * len(hits))
        values = [each for kind, key, window in hits for each in (kind, key, now + window)]
        rows, _ = self.run(statements.INCREMENT.format(rows=marks), (*values, now, now))
        found = {(kind, key): (count, ends) for kind, key, count, ends in rows}
        return [found[kind, key] for kind, key, _window in hits]

    def counted(self, kind: str, key: str, *, now: float) -> tuple[int, float]:
        rows, _ = self.run(statements.COUNTED, (kind, key, now))
        return rows[0] if rows else (0, now)

    def session_put(self, key: str, data: str, user_id: str, *, expires: float, new: bool) -> bool:
        if new:
            _, touched = self.run(statements.SESSION_NEW, (key, data, user_id, expires))
        else:
            _, touched = self.run(statements.SESSION_UPDATE, (data, user_id, expires, key))
        return touched == 1

    def session_get(self, key: str, *, now: float) -> str | None:
        rows, _ = self.run(statements.SESSION_GET, (key, now))
        return rows[0][0] if rows else None

    def session_delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.run(statements.SESSION_DELETE, (key,))

    def session_keys_of(self, user_id: str) -> list[str]:
        rows, _ = self.run(statements.SESSION_KEYS, (user_id,))
        return [key for (key,) in rows]

    def sessions_of(self, user_id: str, *, now: float) -> list[tuple[str, str]]:
        rows, _ = self.run(statements.SESSIONS_OF, (user_id, now))
        return [(key, data) for key, data in rows]

    def sweep(self, *, now: float) -> int:
        return sum(self.run(statement, (now,))[1] for statement in statements.SWEEPS)

    def clear(self) -> None:
        for name in statements.NAMES:
            self.run(f"DELETE FROM {name}")  # noqa: S608  (names of our own)
