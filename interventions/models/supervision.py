"""A supervision talk: which cases were looked at together, and what was agreed."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class SupervisionTalk(models.Model):
    """Between a lead and one counselor; written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    counselor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    held_on = models.DateField()
    cases = models.ManyToManyField("interventions.Case", related_name="supervision_talks")
    steps = SealedTextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-written_at"]
        indexes = [models.Index(fields=["counselor", "-held_on"], name="supervision_of")]

    def __str__(self) -> str:
        return f"supervision talk {self.pk}"
