"""What was handed in. The answers are sealed; score and band are plain small integers."""

import uuid

from django.db import models
from django.db.models import Q

from school_safety.vault.fields import SealedJSONField
from surveys.choices import Band, Path, Validity


class Response(models.Model):
    """Both paths leave one row, so that nothing tells them apart from outside.

    `answers`: {"a": packed text, "t": seconds per item}; from paper also {"paper": true, "two":
    places with two ticks}, and no times. No screening row without its basis, and no
    basis for two rows. After a withdrawal a row is emptied into one of the quiet task; where a case
    rests on it, it stays sealed and `withdrawn_at` shuts every reading. A form without cut-offs
    leaves no band.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, related_name="+", db_index=False
    )  # asked for with its waves only; an index here would be written for each of two million sheets
    invitation = models.OneToOneField("surveys.Invitation", models.PROTECT, related_name="response")
    wave = models.ForeignKey(
        "surveys.Wave", models.PROTECT, related_name="responses", db_index=False
    )  # response_wave_band begins with it
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    path = models.CharField(max_length=12, choices=Path)
    basis = models.ForeignKey(
        "consents.Basis", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )  # response_basis_once finds it
    answers = SealedJSONField(null=True, blank=True)
    score = models.SmallIntegerField(null=True, blank=True)
    band = models.PositiveSmallIntegerField(choices=Band, null=True, blank=True)
    validity = models.PositiveSmallIntegerField(choices=Validity, null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)  # 0 on paper: nobody timed it
    key_hash = models.CharField(max_length=64, unique=True)  # of the idempotency key
    receipt = models.CharField(max_length=12, unique=True)
    submitted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-submitted_at"]
        indexes = [models.Index(fields=["wave", "band"], name="response_wave_band")]
        constraints = [
            models.CheckConstraint(
                condition=Q(path=Path.SCREENING, basis__isnull=False)
                | Q(path=Path.ALTERNATIVE, basis=None, score=None, band=None, answers__isnull=True),
                name="response_screening_has_basis",
            ),
            models.UniqueConstraint(fields=["basis"], name="response_basis_once"),
        ]

    def __str__(self) -> str:
        return f"response {self.pk}"
