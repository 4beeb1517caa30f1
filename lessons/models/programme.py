"""Lessons in an order, with dates: 开学第一课, 安全教育周, a term's calendar."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import ProgrammeKind


class Programme(models.Model):
    """Made by a school for itself or by a district for all its schools (`school` empty).

    It asks nothing of anybody before `assigned_at`, and nothing after `ended_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=ProgrammeKind, default=ProgrammeKind.WEEK)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "title"]
        indexes = [models.Index(fields=["district", "-starts_on"], name="programme_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grade_from__lte=models.F("grade_to")),
                name="programme_grades_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")),
                name="programme_days_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(assigned_at__isnull=False),
                name="programme_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"programme {self.pk}"

    @property
    def name(self) -> str:
        """As a filter for names reads it."""
        return self.title

    @property
    def name_en(self) -> str:
        """The same in English, where there is one."""
        return self.title_en


class ProgrammeLesson(models.Model):
    """One lesson of it: its place, its days, and the grades that it is written for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    lesson_page = models.PositiveIntegerField()
    lesson_title = models.CharField(max_length=255)
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        ordering = ["position", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "lesson_page"], name="programme_lesson_once"
            ),
            models.CheckConstraint(
                condition=models.Q(from_on__lte=models.F("until_on")),
                name="programme_lesson_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"programme lesson {self.pk}"


class ProgrammeDone(models.Model):
    """A class has had all of it, as it stood on that day; a later change takes nothing back.

    `delivery` is the record that completed it: undone on the same day, it goes with it.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="done")
    classroom = models.ForeignKey("schools.Classroom", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(
        "lessons.DeliveryRecord", models.CASCADE, null=True, blank=True, related_name="+"
    )
    done_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "classroom"], name="programme_done_once"),
        ]

    def __str__(self) -> str:
        return f"programme done {self.pk}"
