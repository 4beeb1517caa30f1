"""What has been published, and which waves went into it."""

from .coverage import CoverageMap
from .growth import QuizGrowth
from .publication import Publication, PublishedWave

__all__ = ["CoverageMap", "Publication", "PublishedWave", "QuizGrowth"]
