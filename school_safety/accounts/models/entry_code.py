"""A printed code that lets one person in: a guardian's letter, a new colleague's slip."""

import uuid

from django.db import models


class EntryCode(models.Model):
    """The code itself is never stored, only its keyed hash; a reissue is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="entry_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"entry code {self.pk}"
