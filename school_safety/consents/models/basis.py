"""The ledger: why one field, or one kind of row, may be held or may cross a border."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.consents.choices import BasisKind


class Basis(models.Model):
    """`field` is a dotted name ("packet.level", "screening.response"); `about` the object it left with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, related_name="+", db_index=False
    )  # asked for by child only; so is who decided
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="bases")
    field = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=BasisKind)
    consent = models.ForeignKey(
        "consents.Consent", models.PROTECT, null=True, blank=True, related_name="bases"
    )
    statute = models.CharField(max_length=120, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.CONSENT) | Q(consent__isnull=False),
                name="basis_consent_named",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.STATUTE) | ~Q(statute=""), name="basis_statute_named"
            ),
            models.CheckConstraint(
                condition=~Q(kind=BasisKind.EMERGENCY) | Q(decided_by__isnull=False),
                name="basis_emergency_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"basis {self.pk}"
