"""The scheduler: any number of them may run, each due job is started by exactly one."""

import logging
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections
from django.db.models import F, Q
from django.utils import timezone

from school_safety.volatile import store

from . import beats
from .job import Job, registry
from .models import ScheduledJob

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=15)  # a run that has not ended by then was cut off
PAUSE_SECONDS = 1.0


def tick(at: datetime | None = None) -> list[str]:
    """Start what is due; answers the names of the jobs that this call ran."""
    now = at or timezone.now()
    _write_new_rows(now)
    due = ScheduledJob.objects.filter(next_run_at__lte=now).order_by("next_run_at")
    return [row.name for row in due if _won(row, now) and _run(registry()[row.name], now)]


def run_forever(stop: threading.Event | None = None) -> None:
    """Tick until told to stop; a database that is away for a moment ends nothing."""
    stop = stop or threading.Event()
    while not stop.is_set():
        close_old_connections()
        try:
            tick()
            beats.leave(beats.CLOCK)
        except DatabaseError:
            logger.exception("the clock could not tick")
        store.release()
        stop.wait(PAUSE_SECONDS)


def _write_new_rows(now: datetime) -> None:
    """A row for each declared job; a changed cron line takes effect, a removed job's row goes."""
    rows = {row.name: row for row in ScheduledJob.objects.all()}
    for name, job in registry().items():
        if name not in rows:
            ScheduledJob.objects.bulk_create(
                [ScheduledJob(name=name, cron=job.cron, next_run_at=_next(job, now))],
                ignore_conflicts=True,
            )
        elif rows[name].cron != job.cron:
            ScheduledJob.objects.filter(pk=name).update(cron=job.cron, next_run_at=_next(job, now))
    if gone := set(rows) - set(registry()):
        ScheduledJob.objects.filter(pk__in=gone).delete()


def _won(row: ScheduledJob, now: datetime) -> bool:
    """Compare and swap: only one scheduler moves this row on, and never past a running job."""
    job = registry().get(row.name)
    if job is None:
        return False
    free = Q(started_at=None) | Q(finished_at__gte=F("started_at")) | Q(started_at__lt=now - LEASE)
    return bool(
        ScheduledJob.objects.filter(free, pk=row.pk, next_run_at=row.next_run_at).update(
            next_run_at=_next(job, now), started_at=now, finished_at=None
        )
    )


def _run(job: Job, now: datetime) -> bool:
    trouble = ""
    try:
        job.run(at=now)
    except Exception as error:
        logger.exception("job %s failed", job.name)
        trouble = type(error).__name__
    ScheduledJob.objects.filter(pk=job.name).update(
        finished_at=max(timezone.now(), now), trouble=trouble
    )
    return True


def _next(job: Job, now: datetime) -> datetime:
    return job.timing.after(timezone.localtime(now))
