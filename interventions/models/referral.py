"""Asking a provider to help one child, with the family's agreement."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import OPEN_REFERRALS, ReferralStatus, RefusalReason
from school_safety.vault.fields import SealedTextField


class Referral(models.Model):
    """A draft waits for the family; what then leaves the school lies in its packet, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="referrals")
    provider = models.ForeignKey("interventions.Provider", models.PROTECT, related_name="referrals")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    status = models.CharField(max_length=10, choices=ReferralStatus, default=ReferralStatus.DRAFT)
    family_part = SealedTextField(blank=True)  # why, in words meant for the family
    refusal_reason = models.CharField(max_length=8, choices=RefusalReason, blank=True)
    alternative = SealedTextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["-moved_at", "id"]
        indexes = [
            models.Index(fields=["provider", "status"], name="referral_inbox"),
            models.Index(fields=["status", "expires_at"], name="referral_expiring"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "provider"],
                condition=Q(status__in=OPEN_REFERRALS),
                name="referral_one_open_per_provider",
            ),
            models.CheckConstraint(
                condition=Q(status=ReferralStatus.DRAFT)
                | Q(status=ReferralStatus.REVOKED)
                | Q(sent_at__isnull=False, expires_at__isnull=False),
                name="referral_sent_has_expiry",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="referral_receipt_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"

    @property
    def room(self) -> str:
        """Her class, as long as it is one of this school."""
        room = self.student.classroom
        return room.name if room and room.school_id == self.school_id else ""
