"""The account by which 企业微信 knows a parent: the one thing needed to send her a school notice."""

import uuid

from django.db import models

from school_safety.vault.fields import SealedTextField


class WecomParent(models.Model):
    """Kept sealed (schools use ID numbers as account names), found by the mark on the guardian."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64, unique=True)  # schools.Guardian.contact_id
    account = SealedTextField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wecom parent {self.pk}"
