"""That a class was taught: one tap; of children only who was not there, to be caught up."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import Competency, Speaker


class DeliveryRecord(models.Model):
    """The lesson by page id and title as it was called; the record outlives the page.

    `lesson_page` is the Chinese page where there is one, so that a lesson is one lesson in either
    language. `key` came from the device: the same record sent twice is one row. `tally` counts
    hands at the exit ticket, option by option.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="deliveries")
    lesson_page = models.PositiveIntegerField()
    lesson_title = models.CharField(max_length=255)
    competency = models.CharField(max_length=10, choices=Competency, blank=True, db_default="")
    taught_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    tally = models.JSONField(default=list, db_default=[])
    speaker = models.CharField(max_length=10, choices=Speaker, blank=True, db_default="")
    speaker_minutes = models.PositiveSmallIntegerField(db_default=0)
    taught_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    key = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["-taught_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "lesson_page", "taught_on"], name="delivery_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["taught_by", "key"],
                condition=models.Q(key__isnull=False),
                name="delivery_key_once",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=240), name="delivery_minutes_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Absence(models.Model):
    """A child who missed a lesson, until somebody told her about it. Never a reason, never a count."""

    delivery = models.ForeignKey(DeliveryRecord, models.CASCADE, related_name="absences")
    student = models.ForeignKey("schools.Student", models.CASCADE, related_name="+")
    caught_up_at = models.DateTimeField(null=True, blank=True)
    caught_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["student__number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "student"], name="absence_once"),
            models.CheckConstraint(
                condition=models.Q(caught_up_at=None, caught_up_by=None)
                | models.Q(caught_up_at__isnull=False, caught_up_by__isnull=False),
                name="absence_caught_up_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"absence {self.pk}"
