"""One child's case: who looks after it, how soon, and how far it has come."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import OPEN_STATUSES, CloseOutcome, Level, Source, Status


class Case(models.Model):
    """`level` is empty until a counselor sets it; `suggested_level` is what a rule proposed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="cases")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField()  # counts per school; shown as Q-0412
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    source = models.CharField(max_length=10, choices=Source)
    suggested_level = models.PositiveSmallIntegerField(choices=Level)
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=CloseOutcome, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["school", "status", "due_at"], name="case_queue"),
            models.Index(fields=["owner", "status", "due_at"], name="case_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["student", "school"],
                condition=Q(status__in=OPEN_STATUSES),
                name="case_one_open_per_school",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_STATUSES, closed_at=None)
                | (~Q(status__in=OPEN_STATUSES) & Q(closed_at__isnull=False)),
                name="case_closed_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.NEW) | Q(owner__isnull=False),
                name="case_has_owner_once_assigned",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What people say aloud instead of a name."""
        return f"Q-{self.number:04d}"

    @property
    def is_open(self) -> bool:
        """Whether anybody still works on it."""
        return self.status in OPEN_STATUSES

    @property
    def moved_away(self) -> bool:
        """Whether the child goes to another school by now; the case stays with this one."""
        return self.student.school_id != self.school_id

    @property
    def room(self) -> str:
        """Her class, as long as it is one of this school."""
        room = self.student.classroom
        return room.name if room and room.school_id == self.school_id else ""
