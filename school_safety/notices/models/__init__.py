"""A message to one person, and its way there on each channel."""

from .delivery import Delivery
from .notice import Notice

__all__ = ["Delivery", "Notice"]
