"""Seven parts of a child's life as a counselor saw them on one day."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import Burden, Domain
from school_safety.vault.fields import SealedTextField


class Assessment(models.Model):
    """Taken again and again; nothing is changed afterwards, a later one stands beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="assessments")
    note = SealedTextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class DomainRating(models.Model):
    """One part of life, 0 (going well) to 3 (very hard). A part that was not talked about has none."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    domain = models.CharField(max_length=8, choices=Domain)
    burden = models.PositiveSmallIntegerField(choices=Burden)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="rating_once"),
            models.CheckConstraint(
                condition=models.Q(burden__lte=3), name="rating_within_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"
