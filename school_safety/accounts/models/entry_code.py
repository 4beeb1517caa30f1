"""A printed code that lets one person in: a guardian's letter, a new colleague's slip."""

import uuid

from django.db import models

from school_safety.accounts.choices import CodePurpose


class EntryCode(models.Model):
    """The code itself is never stored, only its keyed hash; a reissue is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="entry_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(
        max_length=8,
        choices=CodePurpose,
        default=CodePurpose.ENTER,
        db_default=CodePurpose.ENTER,
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(  # why, where the way in was an unusual one
        max_length=300, blank=True, default="", db_default=""
    )
    used_at = models.DateTimeField(null=True, blank=True)  # an activation code works once

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"entry code {self.pk}"
