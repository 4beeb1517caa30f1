"""That a colleague has read a course to its end; not what she chose on the way."""

import uuid

from django.conf import settings
from django.db import models


class CourseDone(models.Model):
    """One row each time; `reminded_at` when she was asked, a year later, to read it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    course = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    done_on = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course", "done_on"], name="course_done_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"course done {self.pk}"
