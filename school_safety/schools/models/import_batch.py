"""One roster import: what was read, what it did, and enough to take it back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, Value

from school_safety.schools.choices import BatchState
from school_safety.vault.fields import SealedJSONField


class ImportBatch(models.Model):
    """One file's way: `reading` and `findings` wait, sealed, for a clerk's yes; `undo` is what was before.

    `reading` holds the packed tables without ID numbers, `columns` what the clerk said of their
    headers, `findings` the lists of the dry run. When the batch is written the tables go; what was
    found stays only as long as it can be undone or downloaded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    school = models.ForeignKey(
        "schools.School", models.PROTECT, null=True, blank=True, related_name="imports"
    )
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.WAITING)
    file_name = models.CharField(max_length=200, blank=True)
    file_kind = models.CharField(max_length=12, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    reading = SealedJSONField(default=dict, blank=True)
    columns = models.JSONField(default=dict, blank=True, db_default=Value({}, models.JSONField()))
    findings = SealedJSONField(
        default=dict, blank=True, db_default=Value(b"", models.BinaryField())
    )
    undo = SealedJSONField(default=dict, blank=True)
    trouble = models.CharField(max_length=30, blank=True, db_default="")
    touched_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["school", "state"], name="import_of_school"),
            models.Index(fields=["district", "made_at"], name="import_of_district"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="written") | Q(written_at__isnull=False),
                name="import_written_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False),
                name="import_undone_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"import {self.pk}"
