"""A letter as one guardian has it for one child."""

import uuid

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
    wants_call = models.BooleanField(default=False)
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-delivered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "student", "guardian"], name="letter_once_per_guardian"
            ),
        ]
        indexes = [models.Index(fields=["guardian", "-delivered_at"], name="letter_of_guardian")]

    def __str__(self) -> str:
        return f"letter {self.pk}"
