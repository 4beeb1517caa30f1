"""A child goes to another school of the district: one school proposes, the other one takes her."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from school_safety.schools.choices import DeclineReason, TransferState


class Transfer(models.Model):
    """Nothing changes for the child until it is accepted, on `starts_on` or later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="transfers")
    from_school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    to_school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.PROPOSED)
    reason = models.CharField(max_length=10, choices=DeclineReason, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "id"]
        indexes = [
            models.Index(fields=["to_school", "state"], name="transfer_incoming"),
            models.Index(fields=["from_school", "-proposed_at"], name="transfer_outgoing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(state=TransferState.PROPOSED),
                name="transfer_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(from_school=F("to_school")), name="transfer_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(state=TransferState.PROPOSED, decided_at=None, decided_by=None)
                | (
                    ~Q(state=TransferState.PROPOSED)
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="transfer_decision_paired",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(state=TransferState.DECLINED),
                name="transfer_reason_of_a_no",
            ),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk}"
