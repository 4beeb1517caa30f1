"""One shift of the on-call rota."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import ShiftOrder


class DutyShift(models.Model):
    """A shift that was taken off stays as a row: who should have been there is never in doubt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duty_shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(choices=ShiftOrder, default=ShiftOrder.FIRST)
    covers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "order", "id"]
        indexes = [
            models.Index(
                fields=["school", "ends_at"], condition=Q(removed_at=None), name="duty_of_school"
            ),
            models.Index(
                fields=["person", "ends_at"], condition=Q(removed_at=None), name="duty_of_person"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="duty_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="duty_removal_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"
