"""What an adult (or a student) saw, in three short parts."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import Level, Source
from school_safety.vault.fields import SealedTextField


class Concern(models.Model):
    """Sealed. The writer later sees only that it was received; the child may be matched later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey(
        "schools.Student", models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    case = models.ForeignKey(
        "interventions.Case", models.PROTECT, null=True, blank=True, related_name="concerns"
    )
    who = SealedTextField(blank=True)  # name and class as typed, where no child was picked
    fact = SealedTextField()
    words = SealedTextField(blank=True)
    done = SealedTextField(blank=True)
    source = models.CharField(
        max_length=10, choices=Source, default=Source.CONCERN, db_default=Source.CONCERN.value
    )
    level = models.PositiveSmallIntegerField(
        choices=Level, default=Level.WEEK, db_default=Level.WEEK.value
    )  # what a rule proposed
    due_at = models.DateTimeField(null=True, blank=True)  # when somebody must have looked
    urgent = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="concerns"
    )
    written_at = models.DateTimeField()
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # a colleague who said which child it is; nobody, where the writer picked her
    matched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "id"]
        indexes = [models.Index(fields=["school", "case"], name="concern_unmatched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(matched_by=None, matched_at=None)
                | Q(matched_by__isnull=False, matched_at__isnull=False),
                name="concern_match_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"concern {self.pk}"
