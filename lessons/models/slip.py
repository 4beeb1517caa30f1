"""Reply slips on paper: the code printed on each, the piles they come back in, what stands on them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from lessons.choices import PileState, ScanState
from school_safety.vault.fields import SealedJSONField, SealedTextField


class Slip(models.Model):
    """The slip of one guardian's letter. Its code follows from the letter, so that it can be printed
    again; only the code's keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    letter = models.OneToOneField("lessons.PersonalLetter", models.PROTECT, related_name="slip")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"slip {self.pk}"


class SlipPile(models.Model):
    """Some files brought at once. `troubles`: [file, page, code] of what could not be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PileState, default=PileState.READING)
    files = models.PositiveSmallIntegerField()
    files_read = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    again = models.PositiveIntegerField(default=0)  # slips that were here before
    troubles = SealedJSONField(default=list)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return f"pile {self.pk}"


class SlipScan(models.Model):
    """One slip as it was scanned. `where`: file, page, and the slip's place on the picture.

    The picture of what was thrown away is erased; of what was entered it stays with the receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    pile = models.ForeignKey(SlipPile, models.PROTECT, related_name="scans")
    slip = models.ForeignKey(Slip, models.PROTECT, null=True, blank=True, related_name="scans")
    place = models.CharField(max_length=24)  # "file:page:slip" within its pile
    where = SealedJSONField()
    image = SealedTextField()  # a JPEG of our own drawing, base64
    state = models.CharField(max_length=8, choices=ScanState)
    reason = models.CharField(max_length=200, blank=True)
    said = SealedJSONField(null=True, blank=True)  # of what is kept beside an earlier answer
    receipt = models.OneToOneField(
        "lessons.Receipt", models.PROTECT, null=True, blank=True, related_name="scan"
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pile__brought_at", "place"]
        constraints = [
            models.UniqueConstraint(fields=["pile", "place"], name="scan_place_once"),
            models.UniqueConstraint(
                fields=["slip"], condition=Q(state="waiting"), name="scan_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, state__in=["waiting", "unknown", "again"])
                | Q(
                    done_at__isnull=False,
                    done_by__isnull=False,
                    state__in=["entered", "kept", "thrown"],
                ),
                name="scan_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="entered", receipt__isnull=False)
                | ~Q(state="entered") & Q(receipt=None),
                name="scan_entered_has_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"scan {self.pk}"
