"""A safety event: somebody is needed at once. Its steps are the crisis sheet."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import (
    LIVE_EVENTS,
    OutsideHelp,
    SafetySource,
    SafetyStatus,
    SafetyStepKind,
    SeatReason,
)
from school_safety.vault.fields import SealedTextField


class SafetyEvent(models.Model):
    """A drill names no child. `origin` is what rang the bell: the same one never rings twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # counts per school, drills apart
    drill = models.BooleanField(default=False)
    student = models.ForeignKey(
        "schools.Student", models.PROTECT, null=True, blank=True, related_name="+"
    )
    case = models.ForeignKey(
        "interventions.Case", models.PROTECT, null=True, blank=True, related_name="safety_events"
    )
    source = models.CharField(max_length=10, choices=SafetySource)
    origin = models.CharField(max_length=80, blank=True)
    who = SealedTextField(blank=True)  # as typed, where the child is not yet found
    seen = SealedTextField(blank=True)  # what was seen, in a sentence
    status = models.CharField(max_length=12, choices=SafetyStatus, default=SafetyStatus.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    contact_by = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=0)  # how often the list began again
    ring_at = models.DateTimeField(null=True, blank=True)  # the next one is rung then
    unanswered_at = models.DateTimeField(null=True, blank=True)  # the whole list, and nobody came
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_child_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    meeting_at = models.DateTimeField(null=True, blank=True)
    together_at = models.DateTimeField(null=True, blank=True)
    stood_down_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        indexes = [
            models.Index(fields=["school", "-opened_at"], name="safety_of_school"),
            models.Index(
                fields=["ring_at"], condition=Q(status=SafetyStatus.OPEN), name="safety_to_ring"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "drill", "number"], name="safety_number_once"
            ),
            models.UniqueConstraint(
                fields=["school", "origin"], condition=~Q(origin=""), name="safety_origin_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(status__in=LIVE_EVENTS, case__isnull=False),
                name="safety_one_live_per_case",
            ),
            models.CheckConstraint(
                condition=Q(drill=False) | Q(student=None, case=None),
                name="safety_drill_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(status=SafetyStatus.OPEN, acknowledged_by=None, holder=None)
                | (
                    ~Q(status=SafetyStatus.OPEN)
                    & Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False)
                    & Q(holder__isnull=False)
                ),
                name="safety_held_once_acknowledged",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What people say aloud instead of a name; a drill's begins with another letter."""
        return f"{'D' if self.drill else 'A'}-{self.number:04d}"

    @property
    def is_live(self) -> bool:
        """Whether somebody is still needed."""
        return self.status in LIVE_EVENTS


class SafetyStep(models.Model):
    """One thing that was done, at its minute; never changed, never taken away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    event = models.ForeignKey(SafetyEvent, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=SafetyStepKind)
    help = models.CharField(max_length=10, choices=OutsideHelp, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # who stays
    guardian = models.ForeignKey(
        "schools.Guardian", models.PROTECT, null=True, blank=True, related_name="+"
    )  # who was called
    words = SealedTextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"step {self.pk}"


class SafetySeat(models.Model):
    """Somebody takes part. `reader` is emptied when her part ends; `person` stays for the history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(SafetyEvent, models.PROTECT, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=10, choices=SeatReason)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # the end of a shift

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="safety_seat_once"),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class SafetyAlert(models.Model):
    """Somebody was rung. The message is found by its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(SafetyEvent, models.PROTECT, related_name="alerts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=SeatReason)
    round = models.PositiveSmallIntegerField()
    rung = models.PositiveSmallIntegerField()
    notice_id = models.UUIDField()
    rung_at = models.DateTimeField()

    class Meta:
        ordering = ["rung_at", "round", "rung"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "round", "person"], name="safety_alert_once_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"
