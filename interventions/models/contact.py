"""Telling a guardian, or the written reason for not doing so now."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import Attitude, ContactHow
from school_safety.vault.fields import SealedTextField


class GuardianContact(models.Model):
    """With `protective` nobody was told because home may be the danger; the lead approves that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="contacts")
    guardian = models.ForeignKey(
        "schools.Guardian", models.PROTECT, null=True, blank=True, related_name="+"
    )
    how = models.CharField(max_length=8, choices=ContactHow, blank=True)
    attitude = models.CharField(max_length=10, choices=Attitude, blank=True)
    script = models.CharField(max_length=40, blank=True)  # which wording was used
    proof = SealedTextField()  # what was said and answered, or why nobody was told
    next_on = models.DateField(null=True, blank=True)
    protective = models.BooleanField(default=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(protective=True, guardian=None)
                | (Q(protective=False, guardian__isnull=False) & ~Q(how="") & ~Q(attitude="")),
                name="contact_names_guardian_or_exception",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="contact_approval_paired",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("told_by")),
                name="contact_not_approved_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
