"""What an adult (or a student) saw, in three short parts."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class Concern(models.Model):
    """Sealed. The writer later sees only that it was received; the child may be matched later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey(
        "schools.Student", models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    case = models.ForeignKey(
        "interventions.Case", models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    who = SealedTextField(blank=True)  # name and class as typed, where no child was picked
    fact = SealedTextField()
    words = SealedTextField(blank=True)
    done = SealedTextField(blank=True)
    urgent = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="concerns"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "id"]
        indexes = [models.Index(fields=["school", "case"], name="concern_unmatched")]

    def __str__(self) -> str:
        return f"concern {self.pk}"
