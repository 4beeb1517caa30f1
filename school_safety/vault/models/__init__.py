"""The keys that seal the districts' rows, themselves sealed by the master key."""

from .data_key import DataKey

__all__ = ["DataKey"]
