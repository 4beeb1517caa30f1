"""Two children of one family, each with a counselor of her own; only what a person shares is common."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import LIVE_SIBLINGS, SiblingStatus
from school_safety.vault.fields import SealedTextField


class SiblingLink(models.Model):
    """From the `case` that asks to a `student`; her own case stands in `other` once it is linked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="+")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    other = models.ForeignKey(
        "interventions.Case", models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=SiblingStatus, default=SiblingStatus.ASKED, editable=False
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "student"],
                condition=Q(status__in=LIVE_SIBLINGS),
                name="sibling_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(status=SiblingStatus.LINKED) | Q(other__isnull=False),
                name="sibling_linked_to_a_case",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="sibling_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"sibling link {self.pk}"


class SharedWord(models.Model):
    """One thing that a counselor chose to tell the other; it is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    link = models.ForeignKey(SiblingLink, models.PROTECT, related_name="shared")
    text = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"shared word {self.pk}"
