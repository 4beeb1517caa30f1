"""How a district asks for consents from 14 to 17. A change is a new row; the newest is in force."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.consents.choices import Youth


class DistrictTerms(models.Model):
    """`opinion` names the ground: for leaving the default a legal opinion, whose and of which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    youth = models.CharField(max_length=8, choices=Youth)
    opinion = models.CharField(max_length=500, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at"]
        indexes = [models.Index(fields=["district", "-set_at"], name="terms_in_force")]
        verbose_name_plural = "district terms"
        constraints = [
            models.CheckConstraint(
                condition=Q(youth=Youth.BOTH) | ~Q(opinion=""), name="terms_notice_has_opinion"
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.pk}"
