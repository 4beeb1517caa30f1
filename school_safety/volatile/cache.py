"""Django's cache in the volatile store: every process sees the same counts and used codes.

allauth counts wrong passwords and remembers used one-time codes here; a cache per process would
let each process count for itself.
"""

import pickle
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from . import store

KIND = "cache"
FOR_EVER = 10 * 365 * 86400


class VolatileCache(BaseCache):
    """Named in CACHES; values are pickled, and only this house writes them."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        data = store.get(KIND, self.make_and_validate_key(key, version))
        return default if data is None else pickle.loads(data)  # noqa: S301  (our own bytes)

    def set(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        place = self.make_and_validate_key(key, version)
        seconds = self._seconds(timeout)
        if seconds <= 0:
            store.delete(KIND, place)
        else:
            store.put(KIND, place, _bytes(value), seconds)

    def add(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        place = self.make_and_validate_key(key, version)
        return store.put_new(KIND, place, _bytes(value), self._seconds(timeout))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        place = self.make_and_validate_key(key, version)
        data = store.get(KIND, place)
        if data is not None:
            store.put(KIND, place, data, self._seconds(timeout))
        return data is not None

    def delete(self, key: Any, version: int | None = None) -> bool:
        place = self.make_and_validate_key(key, version)
        found = store.get(KIND, place) is not None
        store.delete(KIND, place)
        return found

    def clear(self) -> None:
        store.delete_kind(KIND)

    def _seconds(self, timeout: Any) -> int:
        until = self.get_backend_timeout(timeout)
        return FOR_EVER if until is None else round(until - time.time())


def _bytes(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
