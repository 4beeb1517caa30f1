"""What people do with messages."""

from .phones import set_staff_phone
from .reading import open_notice, read_all

__all__ = ["open_notice", "read_all", "set_staff_phone"]
