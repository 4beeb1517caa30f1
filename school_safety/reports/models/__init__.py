"""What has been published, and which waves went into it."""

from .publication import Publication, PublishedWave

__all__ = ["Publication", "PublishedWave"]
