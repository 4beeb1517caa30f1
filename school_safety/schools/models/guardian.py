"""Guardians, and what each may decide for which child."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from school_safety.schools.choices import Authority, Relation
from school_safety.vault.fields import SealedTextField


class Guardian(models.Model):
    """A grown-up of a family. The phone number is sealed; `phone_hash` finds it, the tail shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="guardian"
    )
    name = models.CharField(max_length=60)
    phone = SealedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, db_index=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    sourced_id = models.CharField(max_length=255, blank=True)
    contact_id = models.CharField(max_length=64, blank=True, db_default="")  # as of a student

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return str(self.id)


class Guardianship(models.Model):
    """Who this guardian is to this child. A hold hides everything without any visible sign."""

    student = models.ForeignKey("schools.Student", models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="guardianships")
    relation = models.CharField(max_length=12, choices=Relation, default=Relation.OTHER)
    authority = models.CharField(max_length=8, choices=Authority, default=Authority.FULL)
    # The paper that limits it: number of a judgment or agreement, as the school files it.
    document = models.CharField(max_length=60, blank=True, db_default="")
    order = models.PositiveSmallIntegerField(default=1)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["student", "guardian"], name="guardianship_once"),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="guardianship_hold_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"guardianship {self.pk}"
