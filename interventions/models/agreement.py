"""A home agreement (家庭约定): a few lines, the adults' among them. Each version is a row of its own."""

import uuid

from django.conf import settings
from django.db import models

from interventions.choices import AgreementSays, Giver
from school_safety.vault.fields import SealedJSONField, SealedTextField


class HomeAgreement(models.Model):
    """`lines` [{who, what, since}]. Home sees a version once it is shared, and only the newest one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    case = models.ForeignKey("interventions.Case", models.PROTECT, related_name="agreements")
    version = models.PositiveIntegerField()
    lines = SealedJSONField(default=list)
    review_on = models.DateField()
    shared_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="agreement_version_once"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreementAnswer(models.Model):
    """One person's word to one version; said again, the last one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    agreement = models.ForeignKey(HomeAgreement, models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    giver = models.CharField(max_length=8, choices=Giver)
    says = models.CharField(max_length=8, choices=AgreementSays)
    wish = SealedTextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "person"], name="agreement_answer_once"),
        ]

    def __str__(self) -> str:
        return f"agreement answer {self.pk}"
