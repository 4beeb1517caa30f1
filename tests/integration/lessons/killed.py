"""A worker of its own that is killed as told: `python -m tests.integration.lessons.killed DATABASE`.

Each line read is one try: mailing, time, and the write at which it dies; each line said is the signal that
ended it. This process has no thread and no connection, so what it forks inherits none.
"""

import os
import signal
import sys
from datetime import datetime

import django
from django.conf import settings


class Killer:
    """Ends its own process at the write that it is told, as the kernel does: without a last word."""

    def __init__(self, at_write: int) -> None:
        self.left = at_write

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def main(database: str) -> None:
    """Until nobody asks for more."""
    settings.DATABASES["default"]["NAME"] = database
    queue = {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    settings.TASKS = {"default": queue}  # as in production: nobody delivers at once
    django.setup()
    import lessons.actions.mailing  # noqa: F401  (loaded once, before the first fork)

    for line in sys.stdin:
        sys.stdout.write(f"{_die(*line.split())}\n")
        sys.stdout.flush()


def _die(mailing_id: str, at: str, at_write: str) -> int:
    worker = os.fork()
    if not worker:
        try:
            _walk(mailing_id, datetime.fromisoformat(at), int(at_write))
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(worker, 0)[1])


def _walk(mailing_id: str, at: datetime, at_write: int) -> None:
    from django.db import connection

    from lessons.actions import mailing

    with connection.execute_wrapper(Killer(at_write)):
        mailing.walk(mailing_id, clock=lambda: at)


if __name__ == "__main__":
    main(sys.argv[1])
