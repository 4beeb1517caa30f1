"""People who sign in, the printed codes with which they first do, and their mailboxes."""

from .entry_code import EntryCode
from .mailbox import Mailbox, address_hash
from .user import User

__all__ = ["EntryCode", "Mailbox", "User", "address_hash"]
