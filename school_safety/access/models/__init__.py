"""The two rows on which every answer rests: a role somewhere, a grant for somebody."""

from .grant import Grant
from .role_assignment import RoleAssignment

__all__ = ["Grant", "RoleAssignment"]
