"""A worker for queued tasks that leaves signs of life and outlives a database that is away."""

import logging
import time

from django.db import DatabaseError
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from school_safety.volatile import store

from . import beats

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 1.0
PAUSE_AFTER_TROUBLE = 3.0


class LivelyWorker(Worker):
    """Every task that is ready, a sign of life, a short sleep, and again until SIGTERM."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(
            queue_names=["*"],
            interval=PAUSE_SECONDS,
            batch=True,  # the parent's loop ends when nothing is ready; ours goes on
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.beaten = 0.0

    def run(self) -> None:
        while self.running:
            pause = PAUSE_SECONDS
            try:
                self.beat()
                super().run()
            except DatabaseError:
                logger.exception("the worker could not reach the database")
                pause = PAUSE_AFTER_TROUBLE
            store.release()
            if self.running:
                time.sleep(pause)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        self.beat()
        super().run_task(db_task_result)

    def beat(self) -> None:
        """Now and then, not at every task."""
        now = time.monotonic()
        if now - self.beaten >= beats.PACE:
            beats.leave(beats.WORKER)
            self.beaten = now
