"""The number on which a colleague is rung when it cannot wait."""

import uuid

from django.conf import settings
from django.db import models

from school_safety.vault.fields import SealedTextField


class StaffPhone(models.Model):
    """For alerts alone; `tail` shows which number it is without opening it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", models.PROTECT, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff_phone"
    )
    number = SealedTextField()
    tail = models.CharField(max_length=4)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"phone {self.pk}"
