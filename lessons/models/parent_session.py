"""A parents' evening on one of the guides: planned by a school, and who came."""

import uuid

from django.conf import settings
from django.db import models

from lessons.choices import SignInWay


class ParentSession(models.Model):
    """Day, topic, state and head count stand in its line of the outreach planner.

    `guide_page` is the Chinese page. Whoever holds `code` was in the room: it hangs at the door.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outreach = models.OneToOneField("lessons.Outreach", models.PROTECT, related_name="session")
    guide_page = models.PositiveIntegerField()
    begins_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=80)
    grade_from = models.PositiveSmallIntegerField()
    grade_to = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=32, unique=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-outreach__held_on", "-begins_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grade_from__lte=models.F("grade_to")),
                name="parent_session_grades_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=240),
                name="parent_session_minutes_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"parent session {self.pk}"


class ParentSignIn(models.Model):
    """Somebody of this child's family came. By phone it is known who; on the list it is not.

    That a family did not come is written nowhere.
    """

    session = models.ForeignKey(ParentSession, models.CASCADE, related_name="sign_ins")
    student = models.ForeignKey("schools.Student", models.CASCADE, related_name="+")
    guardian = models.ForeignKey(
        "schools.Guardian", models.CASCADE, null=True, blank=True, related_name="+"
    )
    way = models.CharField(max_length=5, choices=SignInWay)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["student__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "student", "guardian"],
                condition=models.Q(guardian__isnull=False),
                name="parent_signed_in_once",
            ),
            models.UniqueConstraint(
                fields=["session", "student"],
                condition=models.Q(guardian=None),
                name="family_ticked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(way="phone", guardian__isnull=False)
                | models.Q(way="list", guardian=None),
                name="sign_in_way_known",
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"
