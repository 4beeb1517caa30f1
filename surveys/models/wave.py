"""A wave: one questionnaire, some classes, one window, two people who stand for it."""

import uuid
from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from surveys.choices import WaveStatus


def person(related_name: str = "+", *, optional: bool = True) -> models.ForeignKey:
    """A link to somebody's account that outlives the account's use."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=optional,
        blank=optional,
        related_name=related_name,
    )


class Wave(models.Model):
    """`routing` names the rule that opens a talk; empty means the questionnaire's own.

    `day_from` and `day_until`: students come in only between these hours of school days; empty
    means day and night. `approved_by` is the second of the two in `approvals`. Families are told by
    `letter` (`FamilyLetter` knows when), or on paper on the day that `notice_by` vouches for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="waves")
    instrument_version = models.ForeignKey(
        "surveys.InstrumentVersion", models.PROTECT, related_name="waves"
    )
    title = models.CharField(max_length=80)
    routing = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=8, choices=WaveStatus, default=WaveStatus.DRAFT)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    day_from = models.TimeField(null=True, blank=True)
    day_until = models.TimeField(null=True, blank=True)
    letter = models.PositiveIntegerField(null=True, blank=True)  # the page of the consent letter
    notice_on = models.DateField(null=True, blank=True)  # or it went out on paper
    notice_by = person()
    notice_at = models.DateTimeField(null=True, blank=True)
    on_call = person()  # the counselor who is there on the day
    planned_by = person()
    planned_at = models.DateTimeField()
    approved_by = person()
    approved_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_at", "title"]
        indexes = [models.Index(fields=["school", "status"], name="wave_school_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="wave_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(day_from=None, day_until=None) | Q(day_until__gt=F("day_from")),
                name="wave_hours_of_day_paired",
            ),
            models.CheckConstraint(
                condition=Q(notice_by=None, notice_at=None)
                | Q(notice_by__isnull=False, notice_at__isnull=False),
                name="wave_notice_paired",
            ),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(notice_on=None), name="wave_told_one_way"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="wave_approval_paired",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("planned_by")),
                name="wave_second_person",
            ),
            models.CheckConstraint(
                condition=Q(status=WaveStatus.DRAFT) | Q(approved_by__isnull=False),
                name="wave_approved_before_open",
            ),
            models.CheckConstraint(
                condition=~Q(status=WaveStatus.OPEN)
                | Q(opened_at__isnull=False, on_call__isnull=False),
                name="wave_open_has_on_call",
            ),
        ]

    def __str__(self) -> str:
        return f"wave {self.pk}"

    @property
    def hours(self) -> tuple[time, time] | None:
        """The hours of school days in which students can come in; None for day and night."""
        if self.day_from is None or self.day_until is None:
            return None
        return self.day_from, self.day_until

    @property
    def badge(self) -> str:
        """The shape of its state in a list."""
        return {"draft": "", "approved": "waiting", "open": "waiting", "closed": "done"}[
            self.status
        ]


class Sitting(models.Model):
    """One class of a wave, with its own hours and the teacher who is in the room."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="sittings")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    proctor = person()

    class Meta:
        ordering = ["opens_at", "classroom__grade", "classroom__number"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "classroom"], name="sitting_once"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="sitting_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"
