"""A report that the law demands, and each line of what was done about it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import MandatoryStatus, ReportStepKind, ReportTo, ReportWay
from school_safety.vault.fields import SealedTextField


class MandatoryReport(models.Model):
    """About a child and what was seen, never about a case: who reads it learns of no help given.

    There is no way to take one away; what turned out not to be one says so, with two names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    student = models.ForeignKey(
        "schools.Student", models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveIntegerField()
    who = SealedTextField(blank=True)  # where the child is not known by name
    signs = SealedTextField()  # codes of HarmSign, one a line
    fact = SealedTextField()
    words = SealedTextField(blank=True)  # the child's own
    place = SealedTextField(blank=True)  # where the child is now
    noticed_at = models.DateTimeField()
    status = models.CharField(
        max_length=20, choices=MandatoryStatus, default=MandatoryStatus.DUE, editable=False
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    doubted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    nudged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        indexes = [
            models.Index(
                fields=["school", "opened_at"],
                condition=Q(status__in=["due", "doubted"]),
                name="mandatory_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="mandatory_number"),
            models.CheckConstraint(
                condition=~Q(status="made") | Q(made_at__isnull=False), name="mandatory_made_when"
            ),
        ]

    def __str__(self) -> str:
        return f"mandatory report {self.pk}"

    @property
    def code(self) -> str:
        """What everybody calls it: R12."""
        return f"R{self.number}"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to report, or to decide."""
        return self.status in {MandatoryStatus.DUE, MandatoryStatus.DOUBTED}


class ReportStep(models.Model):
    """One line: who told which authority when, who took it, under which number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    report = models.ForeignKey(MandatoryReport, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=ReportStepKind)
    authority = models.CharField(max_length=20, choices=ReportTo, blank=True)
    way = models.CharField(max_length=10, choices=ReportWay, blank=True)
    taken_by = SealedTextField(blank=True)  # name or number of who listened
    document = models.CharField(max_length=60, blank=True)
    words = SealedTextField(blank=True)
    happened_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["happened_at", "at", "id"]

    def __str__(self) -> str:
        return f"report step {self.pk}"
