"""Writers of one file queue up, across processes, and each begins the moment the one before ends.

SQLite's own way of waiting is to sleep and to look again, one millisecond at first and up to a
hundred: two processes at a school's door slept through a sixth of their time. SQLite's own lock
stays what keeps writers apart; this only spares them the sleeping.
"""

import contextlib
import fcntl
import os
from functools import cache
from pathlib import Path


class Turn:
    """A queue before a file's write lock, kept as a lock on an empty file beside it.

    The system gives it back when a process dies, however it dies. Threads of one process have it
    together: they are kept apart by SQLite, as without it. Where the file cannot be had (another
    account made it, the disk knows no locks) nobody queues, and SQLite's sleeping is back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.turn")
        self._file: int | None = None

    def take(self) -> None:
        """Waits until nobody else has it."""
        with contextlib.suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.lockf(self._file, fcntl.LOCK_EX)

    def give_back(self) -> None:
        """Lets the next one in; harmless where it was not taken."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                fcntl.lockf(self._file, fcntl.LOCK_UN)


@cache
def turn_at(path: Path) -> Turn:
    """The one queue of this process before that file: its threads come and go, its file stays open."""
    return Turn(path)
