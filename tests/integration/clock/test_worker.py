"""The worker does what is queued, says that it lives, and outlives trouble."""

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from school_safety.clock import beats, worker
from school_safety.clock.worker import LivelyWorker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pg]


@pytest.fixture
def lively(monkeypatch):
    """A worker that is told to stop in its first pause."""
    made = LivelyWorker("test-worker")
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: setattr(made, "running", False))
    return made


def test_a_queued_task_is_done_and_a_sign_is_left(lively):
    DBTaskResult.objects.create(
        args_kwargs={"args": ["00000000-0000-0000-0000-000000000000"], "kwargs": {}},
        task_path="school_safety.notices.tasks.deliver",
        backend_name="default",
        queue_name="default",
    )
    lively.run()
    assert DBTaskResult.objects.get().status != "READY"
    assert beats.alive(beats.WORKER, at=timezone.now())


def test_a_database_that_is_away_ends_no_worker(lively, monkeypatch, caplog):
    monkeypatch.setattr(DBTaskResult.objects.__class__, "ready", _gone)
    lively.run()
    assert "could not reach the database" in caplog.text


def _gone(*args):
    raise OperationalError
