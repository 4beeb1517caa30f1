"""A worker that was killed leaves its task RUNNING for ever; here it is queued again."""

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult, TaskResultStatus


def revive(*, at: datetime, idle: timedelta = timedelta(0)) -> int:
    """Queues again what has been RUNNING for longer than `idle`; tasks bear being run twice."""
    cut_off = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lte=at - idle
    )
    return cut_off.update(status=TaskResultStatus.READY, started_at=None)
