"""A child handed over by the police, the district or another house: who wrote, under which number."""

import uuid

from django.db import models

from school_safety.vault.fields import SealedTextField


class Handover(models.Model):
    """Belongs to the concern that it was written in as; `received_at` is when the paper came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    concern = models.OneToOneField("interventions.Concern", models.PROTECT, related_name="handover")
    sender = SealedTextField()
    document_number = SealedTextField()
    born_on = SealedTextField(blank=True)  # as the paper says, for finding the child
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "id"]

    def __str__(self) -> str:
        return f"handover {self.pk}"
