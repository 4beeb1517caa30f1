"""A number that a guardian typed herself: a proposal, until a clerk says that it is hers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.schools.choices import PhoneState
from school_safety.vault.fields import SealedTextField


class PhoneProposal(models.Model):
    """Opens nothing and reaches nobody; once decided, the number is in the guardian's row or gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    guardian = models.ForeignKey("schools.Guardian", models.CASCADE, related_name="phone_proposals")
    phone = SealedTextField(blank=True)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=PhoneState, default=PhoneState.WAITING)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guardian"],
                condition=Q(state=PhoneState.WAITING),
                name="phone_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=PhoneState.WAITING, decided_at=None)
                | (~Q(state=PhoneState.WAITING) & Q(decided_at__isnull=False)),
                name="phone_decision_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"phone proposal {self.pk}"
