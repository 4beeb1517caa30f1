"""What people do with messages."""

from .reading import open_notice, read_all

__all__ = ["open_notice", "read_all"]
