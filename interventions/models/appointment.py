"""A time that a provider offers to a family."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import AppointmentStatus
from school_safety.vault.fields import SealedTextField


class Appointment(models.Model):
    """Whether it was kept is a fact about a meeting, never a mark on a family."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    referral = models.ForeignKey(
        "interventions.Referral", models.PROTECT, related_name="appointments"
    )
    starts_at = models.DateTimeField()
    place = SealedTextField(blank=True)
    bring = SealedTextField(blank=True)
    status = models.CharField(
        max_length=10, choices=AppointmentStatus, default=AppointmentStatus.OFFERED
    )
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=models.Q(status=AppointmentStatus.OFFERED),
                name="appointment_one_ahead",
            ),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"
