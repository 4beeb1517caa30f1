"""A counselor is away for some days, and who stands in for her."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Absence(models.Model):
    """From the first day to the last one, both whole. `cover` may still be missing: that is an alarm."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    cover = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="covering"
    )
    first_on = models.DateField()
    last_on = models.DateField()
    began_at = models.DateTimeField(null=True, blank=True)  # the cover's access was written
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, or over

    class Meta:
        ordering = ["first_on", "id"]
        indexes = [
            models.Index(
                fields=["person", "last_on"], condition=Q(ended_at=None), name="absence_of_person"
            ),
            models.Index(
                fields=["cover", "last_on"], condition=Q(ended_at=None), name="absence_of_cover"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(cover=None) | ~Q(cover=F("person")), name="absence_covered_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"
