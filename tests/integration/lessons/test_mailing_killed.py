"""kill -9 in the middle of a class: whoever goes on loses nothing and sends nothing twice."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as now
from django.db import connection

from lessons.actions import mailing
from lessons.models import Dispatch
from tests import databases
from tests.integration.lessons.test_mailing import Clock, copies
from tests.worlds import make_guardian

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pg]


@pytest.fixture(autouse=True)
def queued(settings):
    """The order waits in the queue, as it does in production; nobody has begun it."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }


@pytest.fixture
def killed():
    """Another process on the same database: which signal ended its worker."""
    command = [sys.executable, "-m", "tests.integration.lessons.killed"]
    with subprocess.Popen(
        [*command, str(connection.settings_dict["NAME"])],
        cwd=databases.ROOT,
        env={**os.environ, "TEST_DATA_DIR": str(now.DATA_DIR)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def at_write(number: int, mailing_id: object, at) -> int:
            process.stdin.write(f"{mailing_id} {at.isoformat()} {number}\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield at_write
        process.stdin.close()


def test_killed_again_and_again_it_comes_to_its_end(ordered, rooms, world, at, killed):
    make_guardian(world.classmate, "李姑姑")
    for round_number, at_write in enumerate((1, 3, 9, 14)):
        later = at + timedelta(minutes=10 * round_number)
        assert killed(at_write, ordered.pk, later) == signal.SIGKILL
        done = ordered.rooms.exclude(done_at=None)
        assert Dispatch.objects.count() == done.count()
    later = at + timedelta(hours=1)
    assert mailing.take_up(at=later) == 1
    mailing.walk(str(ordered.pk), clock=Clock(later))
    assert Dispatch.objects.count() == len(rooms)
    assert set(copies().values()) == {1}
