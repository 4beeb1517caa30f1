"""The two rows on which every answer rests: a role somewhere, a grant for somebody."""

from .grant import Grant
from .role_assignment import RoleAssignment
from .role_proposal import RoleProposal

__all__ = ["Grant", "RoleAssignment", "RoleProposal"]
