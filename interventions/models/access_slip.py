"""An access slip (调阅单): somebody outside the caseload asks to read one case, for a time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import OPEN_SLIPS, SlipHours, SlipReason, SlipStatus
from school_safety.vault.fields import SealedTextField


class AccessSlip(models.Model):
    """Reading only. `outside`: the lead of the school asks, so another school or the auditor decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="access_slips")
    status = models.CharField(max_length=10, choices=SlipStatus, default=SlipStatus.ASKED)
    outside = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=SlipReason)
    reason = SealedTextField()
    hours = models.PositiveSmallIntegerField(choices=SlipHours)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()  # nobody decided until then: over
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = SealedTextField(blank=True)  # why not
    until = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)  # the first read under it
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        indexes = [
            models.Index(fields=["school", "status", "-asked_at"], name="access_slip_to_decide"),
            models.Index(fields=["district", "-asked_at"], name="access_slip_register"),
            models.Index(fields=["asked_by", "-asked_at"], name="access_slip_of_asker"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="access_slip_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="access_slip_decision_paired",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(decided_at__isnull=False, until__gt=F("decided_at")),
                name="access_slip_until_after_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status=SlipStatus.APPROVED) | Q(until__isnull=False),
                name="access_slip_approved_has_end",
            ),
            models.UniqueConstraint(
                fields=["asked_by", "case"],
                condition=Q(status__in=OPEN_SLIPS),
                name="access_slip_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"access slip {self.pk}"
