"""One student's questionnaire on paper: who typed it in, and what is held until two agree."""

import uuid

from django.db import models
from django.db.models import F, Q

from school_safety.vault.fields import SealedJSONField
from surveys.choices import Path, SheetState

from .wave import person


class PaperSheet(models.Model):
    """`path` says which of the two tasks was printed, until a no turns it to the quiet one.

    `first`, `second`: {"m": marks as in `rules.keying`, "w": wants a talk}; `third`: {place: mark}.
    They are emptied when the sheet is handed in, refused or too late. `edition` counts printings
    with other contents, so that an older copy's code no longer works. `alarm_case_id` and
    `talk_case_id` say that a safety question or the wish to talk was handed down from a first
    reading: each once for a sheet, whatever is found later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    invitation = models.OneToOneField("surveys.Invitation", models.PROTECT, related_name="sheet")
    wave = models.ForeignKey("surveys.Wave", models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.PRINTED)
    path = models.CharField(max_length=12, choices=Path)
    edition = models.PositiveSmallIntegerField(default=1)
    code_hash = models.CharField(max_length=64, unique=True)
    printed_at = models.DateTimeField()
    first = SealedJSONField(null=True, blank=True)
    first_by = person()
    first_at = models.DateTimeField(null=True, blank=True)
    second = SealedJSONField(null=True, blank=True)
    second_by = person()
    second_at = models.DateTimeField(null=True, blank=True)
    third = SealedJSONField(null=True, blank=True)
    alarm_case_id = models.UUIDField(null=True, blank=True)
    talk_case_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["printed_at", "id"]
        indexes = [models.Index(fields=["wave", "state"], name="sheet_wave_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("first_by")),
                name="sheet_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="printed", first_by=None)
                | Q(state="void")
                | Q(first_by__isnull=False, first_at__isnull=False),
                name="sheet_keyed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["differing", "done"])
                | Q(second_by__isnull=False, second_at__isnull=False),
                name="sheet_done_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["printed", "done", "void"])
                | Q(first__isnull=True, second__isnull=True, third__isnull=True),
                name="sheet_keeps_no_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"paper sheet {self.pk}"
