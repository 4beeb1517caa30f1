"""A question on a letter: asked by one family, answered once, read by all who have the letter."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.vault.fields import SealedTextField


class LetterQuestion(models.Model):
    """`asked` as it was typed, sealed; `question` as everybody reads it, without names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    dispatch = models.ForeignKey("lessons.Dispatch", models.PROTECT, related_name="questions")
    letter = models.ForeignKey("lessons.PersonalLetter", models.PROTECT, related_name="questions")
    asked = SealedTextField()
    asked_at = models.DateTimeField()
    question = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", question="")
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(question=""),
                name="question_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"
