"""What comes after the end: two looks at how it goes, and three questions without a name."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import AftercareResult, Giver, Tap
from school_safety.vault.fields import SealedTextField


class AftercareCheck(models.Model):
    """Due one and three months after the closing; the words are for whoever looked after the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="aftercare")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    result = models.CharField(max_length=10, choices=AftercareResult, blank=True)
    text = SealedTextField(blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["done_at", "due_on"], name="aftercare_due")]

    def __str__(self) -> str:
        return f"after-care {self.pk}"


class FeedbackGiven(models.Model):
    """That this person has answered for this case: so that she is not asked again."""

    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="feedback_once_each"),
        ]

    def __str__(self) -> str:
        return f"feedback given {self.pk}"


class Feedback(models.Model):
    """One answer, 0 to 2 each. School, role and month are all that is kept with it: no way back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    giver = models.CharField(max_length=8, choices=Giver)
    month = models.DateField()  # its first day
    heard = models.PositiveSmallIntegerField(choices=Tap)
    helped = models.PositiveSmallIntegerField(choices=Tap)
    again = models.PositiveSmallIntegerField(choices=Tap)

    class Meta:
        ordering = ["month", "id"]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback {self.pk}"
