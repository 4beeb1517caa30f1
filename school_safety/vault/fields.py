"""Sealed model fields."""

from django.db import models


class SealedTextField(models.TextField):
    """Text that only this process can read."""


class SealedJSONField(models.JSONField):
    """JSON that only this process can read."""
