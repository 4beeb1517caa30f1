"""A note about one contact. Append only: a mistake is mended by a later note."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import MissedReason, NoteKind
from school_safety.vault.fields import SealedTextField


class Note(models.Model):
    """`held` is false where the contact was agreed but did not take place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=NoteKind)
    held = models.BooleanField(default=True)
    missed_reason = models.CharField(max_length=10, choices=MissedReason, blank=True, db_default="")
    happened_at = models.DateTimeField()
    text = SealedTextField()
    next_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk}"
