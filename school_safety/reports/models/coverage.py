"""What was taught in a district as it stood on one day."""

import uuid

from django.conf import settings
from django.db import models


class CoverageMap(models.Model):
    """`payload` holds levels only: good, thin, none or hidden; no count and no child. One a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    taken_on = models.DateField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    payload = models.JSONField()

    class Meta:
        ordering = ["-taken_on"]
        constraints = [
            models.UniqueConstraint(fields=["district", "taken_on"], name="coverage_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"coverage {self.pk}"
