"""The plan of a case: what the school does, what the family does, and the goals of both."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from interventions.choices import GoalOwner, Rhythm
from school_safety.vault.fields import SealedTextField

CHECK_GOAL = 5  # of the six points of a week; where a family would say "this goes well"


class Plan(models.Model):
    """`version` grows with each edit; an edit that read an older one is shown both texts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.OneToOneField("interventions.Case", models.PROTECT, related_name="plan")
    version = models.PositiveIntegerField(default=1)
    weeks = models.PositiveSmallIntegerField(default=6)
    starts_on = models.DateField()
    rhythm = models.PositiveSmallIntegerField(
        choices=Rhythm, default=Rhythm.WEEKLY, db_default=Rhythm.WEEKLY.value
    )
    check_goal = models.PositiveSmallIntegerField(default=CHECK_GOAL, db_default=CHECK_GOAL)
    school_part = SealedTextField()
    family_part = SealedTextField(blank=True)
    family_shared_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=12), name="plan_1_to_12_weeks"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Goal(models.Model):
    """One thing to reach, and how; a removed goal is dropped, not erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    order = models.PositiveSmallIntegerField(default=1)
    text = SealedTextField()
    how = SealedTextField(blank=True)
    who = models.CharField(max_length=10, choices=GoalOwner, blank=True, db_default="")
    strategy = models.CharField(max_length=40, blank=True, db_default="")  # code in the bank
    target = models.PositiveSmallIntegerField(null=True, blank=True)  # days a week
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__gte=1, target__lte=7),
                name="goal_target_within_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"
