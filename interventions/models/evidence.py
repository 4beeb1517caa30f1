"""What a case rests on: a sealed snapshot that was handed down, never a live look upstairs."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import Level, Source
from school_safety.vault.fields import SealedJSONField


class Attached(models.Manager["Evidence"]):
    """What a case rests on today: without what was attached to the wrong child."""

    def get_queryset(self) -> models.QuerySet["Evidence"]:
        """Everything that was not detached again."""
        return super().get_queryset().filter(detached_at=None)


class Evidence(models.Model):
    """`origin` says which object it came from; `url_name` and `url_args` lead back to it by link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="evidence")
    source = models.CharField(max_length=10, choices=Source)
    suggested_level = models.PositiveSmallIntegerField(choices=Level)
    origin = models.CharField(max_length=120, blank=True)
    url_name = models.CharField(max_length=80, blank=True)
    url_args = models.JSONField(default=list, blank=True)
    body = SealedJSONField(default=dict)
    received_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)  # its source was withdrawn
    detached_at = models.DateTimeField(null=True, blank=True)  # it was about somebody else
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Attached()
    every = models.Manager["Evidence"]()

    class Meta:
        ordering = ["-received_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "origin"],
                condition=~models.Q(origin="") & models.Q(detached_at=None),
                name="evidence_origin_once",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"
