"""How many minutes a month families may be asked for, and who let one letter go beyond."""

import uuid

from django.conf import settings
from django.db import models


class BurdenCap(models.Model):
    """A district's cap. A change is a new row; the newest is in force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=5, minutes__lte=120), name="burden_cap_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"burden cap {self.pk}"


class BurdenWaiver(models.Model):
    """A named yes with its reason: this letter, this class, this month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    letter_page = models.PositiveIntegerField()
    month = models.DateField()
    reason = models.CharField(max_length=200)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "letter_page", "month"], name="burden_waiver_once"
            ),
        ]

    def __str__(self) -> str:
        return f"burden waiver {self.pk}"
