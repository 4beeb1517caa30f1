"""What a provider writes back: one part for the school, one for the family."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import Advice
from school_safety.vault.fields import SealedTextField


class ReferralReply(models.Model):
    """The clinic's own notes stay in the clinic."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    referral = models.ForeignKey("interventions.Referral", models.PROTECT, related_name="replies")
    school_part = SealedTextField()
    family_part = SealedTextField(blank=True)
    advice = models.CharField(max_length=10, choices=Advice, blank=True, db_default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "id"]
        verbose_name_plural = "referral replies"

    def __str__(self) -> str:
        return f"reply {self.pk}"
