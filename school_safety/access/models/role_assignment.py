"""Who holds which role, where, and until when."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from school_safety.access.choices import Role


class RoleAssignment(models.Model):
    """One unit, named by the deepest column filled; the columns above it are filled too.

    The operator alone has none. A row is never edited: it is ended, and a new one is made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=2, choices=Role)
    district = models.ForeignKey(
        "schools.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="+"
    )
    classroom = models.ForeignKey(
        "schools.Classroom", models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["role", "since"]
        indexes = [models.Index(fields=["role", "school"], name="role_at_school")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.OPERATOR, district=None, school=None, classroom=None)
                | (
                    ~Q(role=Role.OPERATOR)
                    & Q(district__isnull=False)
                    & (Q(classroom=None) | Q(school__isnull=False))
                ),
                name="role_has_one_unit",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("granted_by")), name="role_not_given_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="role_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"role {self.role} {self.pk}"

    @property
    def unit_name(self) -> str:
        """The deepest unit by name; empty for the operator."""
        unit = self.classroom or self.school or self.district
        return unit.name if unit else ""
