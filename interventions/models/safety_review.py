"""The after-action review of a safety event: what helped, what changes, who sees to it."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class SafetyReview(models.Model):
    """Written once, by signing it; nothing in it changes afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    event = models.OneToOneField("interventions.SafetyEvent", models.PROTECT, related_name="review")
    helped = SealedTextField()
    change = SealedTextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"review {self.pk}"
