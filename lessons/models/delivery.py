"""That a class was taught: one tap, no child named."""

import uuid

from django.conf import settings
from django.db import models


class DeliveryRecord(models.Model):
    """The lesson by page id and title as it was called; the record outlives the page."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="deliveries")
    lesson_page = models.PositiveIntegerField()
    lesson_title = models.CharField(max_length=255)
    taught_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    taught_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-taught_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "lesson_page", "taught_on"], name="delivery_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=240), name="delivery_minutes_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
