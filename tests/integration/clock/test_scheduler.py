"""Each due job is started by exactly one scheduler, and a failing one stops nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from school_safety.clock import beats, jobs, scheduler, stale
from school_safety.clock.job import Job, registry
from school_safety.clock.models import ScheduledJob

pytestmark = [pytest.mark.django_db, pytest.mark.pg]


@pytest.fixture
def house(monkeypatch):
    """Two jobs of our own in place of the house's."""
    ran: list[str] = []

    def fail(*, at):
        ran.append("failing")
        raise RuntimeError

    table = {
        "failing": Job("failing", "every 5s", fail),
        "good": Job("good", "every 5s", lambda *, at: ran.append("good")),
    }
    monkeypatch.setattr(scheduler, "registry", lambda: table)
    return ran


def due() -> None:
    ScheduledJob.objects.update(next_run_at=timezone.now() - timedelta(hours=1))


def test_nothing_runs_before_its_time(house):
    assert scheduler.tick() == []
    assert ScheduledJob.objects.count() == 2
    assert house == []


def test_a_failing_job_is_noted_and_the_others_run(house):
    scheduler.tick()
    due()
    assert sorted(scheduler.tick()) == ["failing", "good"]
    assert sorted(house) == ["failing", "good"]
    assert ScheduledJob.objects.get(name="failing").trouble == "RuntimeError"
    assert ScheduledJob.objects.get(name="good").trouble == ""
    assert scheduler.tick() == []  # an hour missed is one run, not 720


def test_a_running_job_is_not_started_twice_until_its_lease_ends(house):
    scheduler.tick()
    due()
    now = timezone.now()
    ScheduledJob.objects.update(started_at=now - timedelta(minutes=5), finished_at=None)
    assert scheduler.tick(now) == []
    ScheduledJob.objects.update(started_at=now - timedelta(minutes=16))
    assert len(scheduler.tick(now)) == 2


def test_a_changed_line_takes_effect_and_a_removed_job_goes(house, monkeypatch):
    scheduler.tick()
    job = Job("good", "every 10s", lambda *, at: None)
    monkeypatch.setattr(scheduler, "registry", lambda: {"good": job})
    scheduler.tick()
    assert list(ScheduledJob.objects.values_list("name", "cron")) == [("good", "every 10s")]


@pytest.mark.django_db(transaction=True)
def test_four_schedulers_start_a_due_job_once(house):
    scheduler.tick()
    due()
    barrier, started = threading.Barrier(4), []

    def race() -> None:
        barrier.wait()
        started.extend(scheduler.tick())
        connection.close()

    threads = [threading.Thread(target=race) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(started) == ["failing", "good"]
    assert sorted(house) == ["failing", "good"]


def test_the_loop_ends_when_told_and_leaves_a_sign_of_life(house):
    stop = threading.Event()
    stop.set()
    scheduler.run_forever(stop)
    assert beats.last(beats.CLOCK) is None


def test_every_round_leaves_a_sign_of_life(house, monkeypatch):
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)  # inside a transaction
    stop = threading.Event()
    house_rounds = iter([False, True])
    stop.is_set = lambda: next(house_rounds)  # one round, then told to stop
    stop.wait = lambda seconds: None
    scheduler.run_forever(stop)
    assert beats.alive(beats.CLOCK, at=timezone.now())
    assert not beats.alive(beats.CLOCK, at=timezone.now() + timedelta(minutes=3))


def test_every_job_of_the_house_parses_and_runs_on_an_empty_database():
    assert {"audit.seal", "clock.revive", "clock.prune", "volatile.sweep"} <= set(registry())
    for job in jobs.JOBS:
        job.run(at=timezone.now())
        assert job.timing.after(timezone.now()) > timezone.now()


def test_a_task_left_running_by_a_killed_worker_is_queued_again():
    now = timezone.now()
    lost, busy = (
        DBTaskResult.objects.create(
            task_path="x", args_kwargs={}, backend_name="default", exception_class_path="",
            traceback="", status=TaskResultStatus.RUNNING, started_at=now - timedelta(minutes=age),
        )
        for age in (30, 1)
    )  # fmt: skip
    jobs.revive_lost_tasks(at=now)
    lost.refresh_from_db()
    busy.refresh_from_db()
    assert (lost.status, busy.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    assert stale.revive(at=now) == 1
