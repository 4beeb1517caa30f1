"""Somebody rings up: after two reminders, where a letter found no answer."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lessons.choices import CallOutcome


class CallTask(models.Model):
    """It belongs to the class, not to a person: whoever stands in for its teacher has it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    dispatch = models.ForeignKey("lessons.Dispatch", models.PROTECT, related_name="calls")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=CallOutcome, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "student"], name="call_once_per_family"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, outcome="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(outcome=""),
                name="call_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"
