"""What can go wrong with keys and sealed values; none of these ever shows a plaintext."""

from django.core.exceptions import ImproperlyConfigured


class KeyTrouble(ImproperlyConfigured):
    """The master key is missing, malformed or not the one that wrapped our data keys."""


class SealBroken(Exception):
    """A sealed value was altered, moved to another row or column, or its key is gone."""
