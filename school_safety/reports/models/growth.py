"""What the classes of a district had gained as it stood on one day."""

import uuid

from django.conf import settings
from django.db import models


class QuizGrowth(models.Model):
    """`payload` holds shares over at least three classes; no class, no school, no teacher. One a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    since = models.DateField()
    taken_on = models.DateField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    payload = models.JSONField()

    class Meta:
        ordering = ["-taken_on"]
        constraints = [
            models.UniqueConstraint(fields=["district", "taken_on"], name="growth_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"growth {self.pk}"
