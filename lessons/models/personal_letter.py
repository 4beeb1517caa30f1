"""A letter as one guardian has it for one child."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import LetterState


class PersonalLetter(models.Model):
    """How far it has come. What was answered stands in the sealed receipt, not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    dispatch = models.ForeignKey("lessons.Dispatch", models.PROTECT, related_name="letters")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="letters")
    guardian = models.ForeignKey("schools.Guardian", models.PROTECT, related_name="letters")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DELIVERED)
    # A no to the version before: it stands unless she says otherwise (see reminding.py).
    stands = models.CharField(max_length=10, blank=True, default="", db_default="")
    option = models.PositiveSmallIntegerField(null=True, blank=True)  # of a choice
    slot = models.PositiveSmallIntegerField(null=True, blank=True)  # of a booking: one family each
    wants_call = models.BooleanField(default=False)
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # The class teacher took in the folded slip; what it says, the clerk reads.
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminders = models.PositiveSmallIntegerField(default=0, db_default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)

    said: str  # the newest word for the school, where a query put it there

    class Meta:
        ordering = ["-delivered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "student", "guardian"], name="letter_once_per_guardian"
            ),
            models.UniqueConstraint(fields=["dispatch", "slot"], name="letter_slot_once"),
        ]
        indexes = [models.Index(fields=["guardian", "-delivered_at"], name="letter_of_guardian")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
