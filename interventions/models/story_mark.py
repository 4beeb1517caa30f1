"""An entry of the chronology that the counselor calls significant."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class StoryMark(models.Model):
    """`entry` names a row of the file by kind and id, never by its words; taken back, it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="story_marks")
    entry = models.CharField(max_length=60)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["marked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "entry"], condition=Q(ended_at=None), name="story_mark_once"
            ),
        ]

    def __str__(self) -> str:
        return f"story mark {self.pk}"
