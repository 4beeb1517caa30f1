"""Giving and ending what people may do."""

from .grants import end_grants, grant
from .roles import assign_role, end_role

__all__ = ["assign_role", "end_grants", "end_role", "grant"]
