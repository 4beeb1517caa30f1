"""A part of a case that leaves the house on paper: to whom, why, what, until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import ExportStatus, Recipient
from school_safety.vault.fields import SealedJSONField, SealedTextField


class CaseExport(models.Model):
    """`body` holds the text as it was chosen; once made, as it was mended, and nothing else.

    `answers` are the counselor's: which names are kept, which more words go. Past `expires_at` both
    are emptied and the line of the ledger stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="exports")
    status = models.CharField(max_length=8, choices=ExportStatus, default=ExportStatus.DRAFT)
    recipient_kind = models.CharField(max_length=10, choices=Recipient)
    guardian = models.ForeignKey(
        "schools.Guardian", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = SealedTextField()
    paper = models.CharField(max_length=120, blank=True)  # the document it rests on
    reason = SealedTextField()
    parts = models.JSONField(default=list)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    body = SealedJSONField(default=list)
    answers = SealedJSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    fetched = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-drafted_at", "id"]
        indexes = [
            models.Index(fields=["school", "status", "-drafted_at"], name="case_export_waiting"),
            models.Index(fields=["status", "expires_at"], name="case_export_expiring"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("made_by")),
                name="case_export_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="case_export_decision_paired",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["made", "expired"])
                | Q(made_at__isnull=False, expires_at__isnull=False),
                name="case_export_made_has_end",
            ),
            models.CheckConstraint(
                condition=Q(guardian=None) | Q(recipient_kind=Recipient.GUARDIAN),
                name="case_export_guardian_is_recipient",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"
