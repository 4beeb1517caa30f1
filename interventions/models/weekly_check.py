"""Three taps a week, by the child and by whoever cares for her."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import CHECK_MOST, Giver
from school_safety.vault.fields import SealedJSONField


class WeeklyCheck(models.Model):
    """`answers` {item: 0..2} is sealed, `score` 0 to 6 stays plain for the line; large is better.

    `week_of` is the Monday. Until Sunday the same person may answer again; the last one counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="checks")
    week_of = models.DateField()
    giver = models.CharField(max_length=8, choices=Giver)
    answers = SealedJSONField(default=dict)
    score = models.PositiveSmallIntegerField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="weekly_checks"
    )
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["week_of", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "week_of", "answered_by"], name="check_once_a_week"
            ),
            models.CheckConstraint(
                condition=models.Q(score__lte=CHECK_MOST), name="check_score_within_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"weekly check {self.pk}"
