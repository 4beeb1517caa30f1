"""A home visit (家访): a purpose first, then the family's word, then two people at the door."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import VisitPurpose, VisitStatus
from school_safety.consents.choices import BasisKind
from school_safety.vault.fields import SealedTextField


class HomeVisit(models.Model):
    """`purpose_words` are for the family; `passed_on` is all of it that may leave this record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="visits")
    guardian = models.ForeignKey("schools.Guardian", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=VisitStatus, default=VisitStatus.OFFERED)
    version = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=8, choices=VisitPurpose)
    purpose_words = SealedTextField()
    starts_at = models.DateTimeField()
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    task = models.ForeignKey(
        "interventions.Task", models.PROTECT, null=True, blank=True, related_name="+"
    )  # tells the second one when to come along
    answer = SealedTextField(blank=True)  # what the family said, if it said more than yes or no
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )  # a colleague where it was said on the phone
    answered_at = models.DateTimeField(null=True, blank=True)
    seen = SealedTextField(blank=True)
    agreed = SealedTextField(blank=True)
    passed_on = SealedTextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="visit_by_two_people"),
            models.CheckConstraint(
                condition=Q(status=VisitStatus.DONE, done_at__isnull=False)
                | (~Q(status=VisitStatus.DONE) & Q(done_at=None)),
                name="visit_done_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitUse(models.Model):
    """What may be passed on of one visit, taken to one case meeting on a basis."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="uses")
    meeting = models.ForeignKey(
        "interventions.CaseMeeting", models.PROTECT, related_name="visit_uses"
    )
    basis = models.CharField(max_length=10, choices=BasisKind)
    why = SealedTextField()  # who agreed, which paper, what danger
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "meeting"], name="visit_use_once"),
        ]

    def __str__(self) -> str:
        return f"visit use {self.pk}"
