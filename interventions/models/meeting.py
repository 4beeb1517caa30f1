"""A case meeting (研判会): who sits together when, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import SIGNED_MEETINGS, MeetingStatus
from school_safety.vault.fields import SealedJSONField, SealedTextField


class CaseMeeting(models.Model):
    """Once signed the database itself keeps the minutes; what was wrong is said in an addendum.

    `guests` [{name, role}] have no account; `came` are names; `dissent` [{who, what}]; `steps`
    [{who, name, text, due_on, task}], where `task` is filled by the signature.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="meetings")
    status = models.CharField(max_length=10, choices=MeetingStatus, default=MeetingStatus.PLANNED)
    version = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    place = SealedTextField()
    why = SealedTextField()
    guests = SealedJSONField(default=list)
    came = SealedJSONField(default=list)
    decided = SealedTextField(blank=True)
    because = SealedTextField(blank=True)
    dissent = SealedJSONField(default=list)
    steps = SealedJSONField(default=list)
    decides = models.JSONField(default=list)  # codes of MeetingDecides
    next_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "id"]
        indexes = [models.Index(fields=["status", "starts_at"], name="meeting_ahead")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SIGNED_MEETINGS, signed_at__isnull=False)
                | (~Q(status__in=SIGNED_MEETINGS) & Q(signed_at=None)),
                name="meeting_signed_when_over",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="meeting_signature_paired",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_at=None, countersigned_by=None)
                | Q(countersigned_at__isnull=False, countersigned_by__isnull=False),
                name="meeting_countersignature_paired",
            ),
            models.CheckConstraint(
                condition=Q(countersigned_by=None) | ~Q(countersigned_by=F("signed_by")),
                name="meeting_countersigned_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    @property
    def is_planned(self) -> bool:
        """Whether its minutes may still be written."""
        return self.status == MeetingStatus.PLANNED

    @property
    def is_signed(self) -> bool:
        """Whether its minutes stand."""
        return self.status in SIGNED_MEETINGS


class MeetingSeat(models.Model):
    """A colleague is asked to come. She learns when and where, never about whom or why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(CaseMeeting, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)  # asked no longer

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meeting_seat_once"),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class MeetingAddendum(models.Model):
    """What is said about signed minutes afterwards. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(CaseMeeting, models.PROTECT, related_name="addenda")
    text = SealedTextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
        verbose_name_plural = "addenda"

    def __str__(self) -> str:
        return f"addendum {self.pk}"
