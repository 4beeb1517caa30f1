"""A field that somebody corrected by hand: no roster file changes it back until the lock is lifted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.schools.choices import LockedField, LockSource


class FieldLock(models.Model):
    """Of a student, or of a guardian (her name, her phone).

    `before` is by what a file still finds a guardian: her former name, or the hash of her number.
    """

    student = models.ForeignKey(
        "schools.Student", models.CASCADE, null=True, blank=True, related_name="locks"
    )
    guardian = models.ForeignKey(
        "schools.Guardian", models.CASCADE, null=True, blank=True, related_name="locks"
    )
    field = models.CharField(max_length=12, choices=LockedField)
    source = models.CharField(
        max_length=6, choices=LockSource, default=LockSource.HAND, db_default=LockSource.HAND
    )
    before = models.CharField(max_length=64, blank=True, db_default="")
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["field"]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "field"],
                condition=Q(student__isnull=False),
                name="student_lock_once",
            ),
            models.UniqueConstraint(
                fields=["guardian", "field"],
                condition=Q(guardian__isnull=False),
                name="guardian_lock_once",
            ),
            models.CheckConstraint(
                condition=Q(student__isnull=False, guardian__isnull=True)
                | Q(student__isnull=True, guardian__isnull=False),
                name="lock_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"lock {self.pk}"
