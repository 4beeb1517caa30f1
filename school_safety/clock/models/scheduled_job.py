"""When a job is due, and how its last run went."""

from django.db import models


class ScheduledJob(models.Model):
    """Whoever moves `next_run_at` on has won the run; the others find it already moved."""

    name = models.CharField(max_length=80, primary_key=True)
    cron = models.CharField(max_length=80)
    next_run_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=120, blank=True)  # the error's class, never its words

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
