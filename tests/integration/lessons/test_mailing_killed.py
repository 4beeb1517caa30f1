"""kill -9 in the middle of a class: whoever goes on loses nothing and sends nothing twice."""

import os
import signal
import warnings
from datetime import timedelta

import pytest
from django.db import connection

from lessons.actions import mailing
from lessons.models import Dispatch
from school_safety.volatile import store
from tests.integration.lessons.test_mailing import Clock, copies, ordered, rooms  # noqa: F401
from tests.worlds import make_guardian

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queued(settings):
    """The order waits in the queue, as it does in production; nobody has begun it."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }


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


def walk_and_be_killed(mailing_id: str, at, at_write: int) -> int:
    """The signal that ended the worker."""
    connection.close()
    store.release()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # nothing of the parent's is used
        worker = os.fork()
    if not worker:
        try:
            with connection.execute_wrapper(Killer(at_write)):
                mailing.walk(mailing_id, clock=Clock(at))
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(worker, 0)[1])


def test_killed_again_and_again_it_comes_to_its_end(ordered, rooms, world, at):  # noqa: F811
    make_guardian(world.classmate, "李姑姑")
    for round_number, at_write in enumerate((1, 3, 9, 14)):
        later = at + timedelta(minutes=10 * round_number)
        assert walk_and_be_killed(str(ordered.pk), later, at_write) == signal.SIGKILL
        done = ordered.rooms.exclude(done_at=None)
        assert Dispatch.objects.count() == done.count()
    later = at + timedelta(hours=1)
    assert mailing.take_up(at=later) == 1
    mailing.walk(str(ordered.pk), clock=Clock(later))
    assert Dispatch.objects.count() == len(rooms)
    assert set(copies().values()) == {1}
