"""Giving and ending what people may do."""

from .grants import end_grants, grant
from .leaving import end_everything
from .proposals import approve, propose, refuse
from .roles import assign_role, end_role

__all__ = [
    "approve",
    "assign_role",
    "end_everything",
    "end_grants",
    "end_role",
    "grant",
    "propose",
    "refuse",
]
