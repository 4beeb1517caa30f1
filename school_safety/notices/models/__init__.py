"""A message to one person, and its way there on each channel; the numbers of colleagues on call."""

from .delivery import Delivery
from .notice import Notice
from .staff_phone import StaffPhone

__all__ = ["Delivery", "Notice", "StaffPhone"]
