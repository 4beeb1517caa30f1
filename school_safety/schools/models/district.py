"""A district: a world of its own, with its own data key and its own settings."""

import uuid

from django.db import models


class District(models.Model):
    """`code` is short and stable (D1); `hotlines` is a list of {number, name, name_en, source}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    hotlines = models.JSONField(default=list, blank=True)
    duty_line = models.CharField(
        max_length=40, blank=True, default="", db_default=""
    )  # day and night

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
