"""People who sign in, and the printed codes with which they first do."""

from .entry_code import EntryCode
from .user import User

__all__ = ["EntryCode", "User"]
