"""The lot of a wave, and the talks to which children are invited without it being said why."""

import uuid

from django.db import models
from django.db.models import F, Q

from interventions.choices import Finding
from school_safety.vault.fields import SealedJSONField, SealedTextField

from .wave import Wave, person


class WaveLot(models.Model):
    """Of those whom the questionnaire does not pick, `share` per cent are invited to a talk too.

    `seed` and the slip's id decide by `rules.blind.drawn`: anybody may draw again and find the same
    children. No page shows the seed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.OneToOneField(Wave, models.CASCADE, related_name="lot")
    share = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    set_by = person(optional=False)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gte=1, share__lte=20), name="lot_share_small"
            ),
        ]

    def __str__(self) -> str:
        return f"lot of wave {self.wave_id}"


class TalkInvite(models.Model):
    """One invitation to a talk. Nothing in its plain columns tells who was picked and who was drawn.

    `evidence` is the sealed snapshot of a picked child's answers, empty for a drawn one; it is read
    when the talk is over. `finding` is empty where there was no blind talk: opened early by
    `unsealed_by`, or the time was over. `case_id`: the case that was opened afterwards.
    `second_finding`: of a colleague who sat in and had not seen the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="invites")
    student = models.ForeignKey("schools.Student", models.PROTECT, related_name="+")
    response = models.OneToOneField("surveys.Response", models.PROTECT, related_name="invite")
    evidence = SealedJSONField(default=dict)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    finding = models.CharField(max_length=9, choices=Finding, blank=True)
    words = SealedTextField(blank=True)
    ended_by = person()
    unsealed_by = person()
    ended_at = models.DateTimeField(null=True, blank=True)
    case_id = models.UUIDField(null=True, blank=True)
    second_finding = models.CharField(max_length=9, choices=Finding, blank=True, db_default="")
    second_by = person()
    second_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["wave", "ended_at"], name="talk_invite_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(finding="") | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="talk_finding_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(unsealed_by=None) | Q(finding="", ended_at__isnull=False),
                name="talk_opened_early_is_not_blind",
            ),
            models.CheckConstraint(
                condition=Q(second_finding="", second_by=None, second_at=None)
                | (
                    ~Q(finding="")
                    & ~Q(second_by=F("ended_by"))
                    & Q(second_by__isnull=False, second_at__isnull=False)
                ),
                name="talk_second_is_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"talk invitation {self.pk}"
