"""A safety plan (安全约定): the student's own words for a bad hour. Each version is a row of its own."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class SafetyPlan(models.Model):
    """Guardians read it only where the student and her counselor chose so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="safety_plans")
    version = models.PositiveIntegerField()
    signs = SealedTextField()
    helps = SealedTextField()
    people = SealedTextField()
    place = SealedTextField(blank=True)
    numbers = SealedTextField(blank=True)
    shared = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="safety_plan_version_once"),
        ]

    def __str__(self) -> str:
        return f"safety plan {self.pk}"
