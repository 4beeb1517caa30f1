"""One answer of one person for one child and one purpose. A new answer is a new row."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.consents.choices import Giver, Purpose, State


class Consent(models.Model):
    """The newest row per (student, purpose, about, giver, guardian) is in force.

    `about` narrows the purpose ("wave:<id>", "referral:<id>") or is empty for a standing answer;
    `text_hash` is the SHA-256 of the exact words that were answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=16, choices=Purpose)
    about = models.CharField(max_length=80, blank=True)
    giver = models.CharField(max_length=10, choices=Giver)
    guardian = models.ForeignKey(
        "schools.Guardian", models.PROTECT, null=True, blank=True, related_name="consents"
    )
    state = models.CharField(max_length=10, choices=State)
    text_hash = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField()
    paper_on = models.DateField(null=True, blank=True)  # of a sheet that somebody wrote over
    paper_sheet = models.CharField(max_length=40, blank=True, default="", db_default="")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-answered_at"]
        indexes = [
            models.Index(fields=["student", "purpose", "-answered_at"], name="consent_in_force")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(giver=Giver.STUDENT, guardian=None)
                | Q(giver=Giver.GUARDIAN, guardian__isnull=False),
                name="consent_names_its_giver",
            ),
            models.CheckConstraint(
                condition=Q(paper_on=None, paper_sheet="")
                | (Q(paper_on__isnull=False) & ~Q(paper_sheet="")),
                name="consent_paper_has_date_and_sheet",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
