"""Who in the district can help, shaped after the open human-services directory."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from interventions.choices import Cost, ProviderKind


class Provider(models.Model):
    """No licence, no entry. `needs` holds codes of choices.Need; all of it is public (S0)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=200, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(
        max_length=8,
        choices=ProviderKind,
        default=ProviderKind.CENTRE,
        db_default=ProviderKind.CENTRE.value,
    )
    needs = models.JSONField(default=list)
    age_from = models.PositiveSmallIntegerField(default=6)
    age_to = models.PositiveSmallIntegerField(default=18)
    cost = models.CharField(max_length=8, choices=Cost, default=Cost.FREE)
    licence = models.CharField(max_length=60)
    licence_until = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    intake_hours = models.CharField(max_length=120, blank=True)
    waiting_days = models.PositiveSmallIntegerField(default=0)
    places = models.PositiveSmallIntegerField(null=True, blank=True)  # free now; empty: not said
    waiting_said_on = models.DateField(null=True, blank=True)
    no_force = models.BooleanField(default=False, db_default=False)  # declared, and checked
    last_verified_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["waiting_days", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="provider_once"),
            models.CheckConstraint(condition=~Q(licence=""), name="provider_has_licence"),
            models.CheckConstraint(
                condition=Q(age_to__gte=F("age_from")), name="provider_ages_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderStaff(models.Model):
    """Who reads what is addressed to this provider."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Provider, models.CASCADE, related_name="staff")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="provider_seats"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "user"], name="provider_staff_once"),
        ]

    def __str__(self) -> str:
        return f"provider seat {self.pk}"
