"""How far an import is, said aside: it must be heard before the import's own transaction ends."""

import json
from collections.abc import Callable
from uuid import UUID

from school_safety.volatile import store

Told = Callable[[int, int], None]
KIND, KEPT_SECONDS = "roster-progress", 3600


def silent(done: int, of: int) -> None:
    """For those whom nobody watches."""


class Steps:
    """Counts rows as they are written, and says so now and then."""

    def __init__(self, told: Told, of: int) -> None:
        self.told = told
        self.of = of
        self.done = 0

    def made(self, count: int) -> None:
        """So many more."""
        self.done += count
        self.told(self.done, self.of)


def teller(batch_id: UUID) -> Told:
    """Keeps the newest figure where every process can read it."""

    def tell(done: int, of: int) -> None:
        store.put(KIND, str(batch_id), json.dumps([done, of]).encode(), KEPT_SECONDS)

    return tell


def progress(batch_id: UUID) -> tuple[int, int]:
    """(done, of all); (0, 0) where nothing was said."""
    said = store.get(KIND, str(batch_id))
    done, of = json.loads(said) if said else (0, 0)
    return done, of
