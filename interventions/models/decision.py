"""What a person decided about a case, and why."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import DecisionKind, Finding, Level
from school_safety.vault.fields import SealedTextField


class Decision(models.Model):
    """One row per decision; the newest counts, the others stay.

    `finding`: what the talk showed of what a questionnaire had suggested; empty where no questionnaire
    stood behind the case, or where it was not asked yet: then `kind` speaks for it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=16, choices=DecisionKind)
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    finding = models.CharField(max_length=9, choices=Finding, blank=True, default="", db_default="")
    reason = SealedTextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "id"]

    def __str__(self) -> str:
        return f"decision {self.pk}"
