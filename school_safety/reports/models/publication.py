"""Figures of a district as they stood on one day; never computed again."""

import uuid

from django.conf import settings
from django.db import models


class Publication(models.Model):
    """`payload` holds protected figures only: nothing in it was ever a count under 10.

    A wave goes into one publication and no other, so that no two of them can be subtracted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="publications")
    instrument = models.CharField(max_length=40)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of the payload: a frozen figure can be told
    taken_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-taken_at", "id"]
        indexes = [models.Index(fields=["district", "-taken_at"], name="publication_newest")]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class PublishedWave(models.Model):
    """This wave's results are in that publication."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="waves")
    wave = models.OneToOneField("surveys.Wave", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"published wave {self.pk}"
