"""Lectures, activities and brochures: planned, held, and roughly how many people they reached."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import OutreachAudience, OutreachKind, OutreachState, Speaker
from lessons.rules import outreach as rules


class Outreach(models.Model):
    """By a school or by a district (`school` empty). Rough counts; no name of anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=OutreachKind)
    state = models.CharField(max_length=10, choices=OutreachState, default=OutreachState.PLANNED)
    topic = models.CharField(max_length=120)
    held_on = models.DateField()
    audience = models.CharField(max_length=10, choices=OutreachAudience)
    reached = models.PositiveIntegerField(default=0)
    brochures = models.PositiveIntegerField(default=0)
    speaker = models.CharField(max_length=10, choices=Speaker, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    speaker_minutes = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-made_at"]
        indexes = [models.Index(fields=["district", "-held_on"], name="outreach_newest")]

    def __str__(self) -> str:
        return f"outreach {self.pk}"

    @property
    def about(self) -> str:
        """How many it reached, roughly; a handful is only called that."""
        return rules.rough(self.reached)
