"""What stays of a wave when its answers have gone: aggregates, taken once."""

import uuid

from django.db import models

from school_safety.vault.fields import SealedJSONField


class WaveStatistics(models.Model):
    """`figures` as `rules.statistics.wave.figures` makes them; nobody stands in it by name or row.

    Sealed, because they are exact: what leaves this room is protected in the reading room first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    wave = models.OneToOneField("surveys.Wave", models.PROTECT, related_name="statistics")
    figures = SealedJSONField(default=dict)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-taken_at"]
        verbose_name_plural = "wave statistics"

    def __str__(self) -> str:
        return f"statistics of wave {self.wave_id}"
