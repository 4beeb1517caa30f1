"""Tasks that nobody will finish or ask for any more."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult, TaskResultStatus


def revive(*, at: datetime, idle: timedelta = timedelta(0)) -> int:
    """Queues again what a killed worker left RUNNING for longer than `idle`; tasks bear that."""
    cut_off = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lte=at - idle
    )
    return cut_off.update(status=TaskResultStatus.READY, started_at=None)


def prune(*, before: datetime) -> int:
    """Forgets what finished before that moment; answers how many."""
    done = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    return DBTaskResult.objects.filter(status__in=done, finished_at__lt=before).delete()[0]
