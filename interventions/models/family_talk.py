"""Sitting down with a family: times offered, one chosen, and what everybody there thinks of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import TalkStatus
from school_safety.vault.fields import SealedJSONField, SealedTextField


class FamilyTalk(models.Model):
    """`slots` are moments as text; `voices` [{who, attitude, words}], guardians and others alike."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="talks")
    guardian = models.ForeignKey("schools.Guardian", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=TalkStatus, default=TalkStatus.OFFERED)
    version = models.PositiveIntegerField(default=1)
    place = SealedTextField()
    words = SealedTextField()  # for the family: what it is about
    slots = SealedJSONField(default=list)
    last_slot_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)  # the chosen one
    wish = SealedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = SealedTextField(blank=True)
    voices = SealedJSONField(default=list)
    next_on = models.DateField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=TalkStatus.CHOSEN) | Q(starts_at__isnull=False),
                name="talk_chosen_has_its_hour",
            ),
            models.CheckConstraint(
                condition=Q(status=TalkStatus.HELD, held_at__isnull=False)
                | (~Q(status=TalkStatus.HELD) & Q(held_at=None)),
                name="talk_held_is_written",
            ),
        ]

    def __str__(self) -> str:
        return f"family talk {self.pk}"
