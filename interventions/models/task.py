"""A dated task for a colleague: what to do and until when, without reason and without a case."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class Task(models.Model):
    """`case` is for the counselor alone; no page of the assignee reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="tasks")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="care_tasks"
    )
    text = SealedTextField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["assignee", "done_at", "due_on"], name="task_of_person")]

    def __str__(self) -> str:
        return f"task {self.pk}"
