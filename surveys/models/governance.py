"""What must stand before a wave may open: limits, assessments, and the two who have read it."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from school_safety.consents.choices import Purpose
from surveys.choices import Seat

from .wave import Wave, person


class AskSettings(models.Model):
    """A district's own limits for waves; without a row the product's own stand.

    `negative_share` and `heavy_share` are per cent of the items of a questionnaire.
    """

    district = models.OneToOneField(
        "schools.District", models.PROTECT, primary_key=True, related_name="+"
    )
    selfharm_grade = models.PositiveSmallIntegerField(default=5)
    negative_share = models.PositiveSmallIntegerField(default=60)
    heavy_share = models.PositiveSmallIntegerField(default=25)
    notice_days = models.PositiveSmallIntegerField(default=5)
    talk_minutes = models.PositiveSmallIntegerField(default=40)
    talk_hours = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal(10))
    followup_weeks = models.PositiveSmallIntegerField(default=2)
    set_by = person()
    set_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(selfharm_grade__gte=5, selfharm_grade__lte=13),
                name="ask_selfharm_grade_only_raised",
            ),
            models.CheckConstraint(
                condition=Q(negative_share__lte=100, heavy_share__lte=F("negative_share")),
                name="ask_shares_make_sense",
            ),
            models.CheckConstraint(
                condition=Q(notice_days__gte=1, talk_minutes__gte=10, followup_weeks__gte=1),
                name="ask_limits_are_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"ask settings {self.pk}"


class ImpactAssessment(models.Model):
    """Written before anybody's data are taken (PIPL 55, 56); never changed, kept three years.

    Of one questionnaire and one purpose, for one school, or for the district where `school` is
    empty. A new one takes the place of an older one; the older one stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    instrument = models.ForeignKey("surveys.Instrument", models.PROTECT, related_name="assessments")
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.SCREENING)
    aim = models.TextField()
    necessity = models.TextField()
    risks = models.TextField()
    measures = models.TextField()
    by = person(optional=False)
    at = models.DateTimeField()
    valid_until = models.DateField()
    keep_until = models.DateField()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(
                fields=["district", "instrument", "valid_until"], name="assessment_standing"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(keep_until__gt=F("valid_until")), name="assessment_outlives_validity"
            ),
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class WaveApproval(models.Model):
    """One of the two who have read a wave: each seat once, nobody in both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="approvals")
    seat = models.CharField(max_length=8, choices=Seat)
    by = person(optional=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "seat"], name="approval_seat_once"),
            models.UniqueConstraint(fields=["wave", "by"], name="approval_person_once"),
        ]

    def __str__(self) -> str:
        return f"approval {self.pk}"
