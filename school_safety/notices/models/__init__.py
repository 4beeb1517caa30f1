"""A message to one person, and its way there on each channel; how she would like to be reached."""

from .delivery import Delivery
from .notice import Notice
from .staff_phone import StaffPhone
from .wecom_parent import WecomParent
from .wish import Wish

__all__ = ["Delivery", "Notice", "StaffPhone", "WecomParent", "Wish"]
