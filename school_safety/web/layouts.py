"""Which layout a page wears that is for everybody with an account."""

from typing import Any

from school_safety.access import policy
from school_safety.access.choices import Role


def layout_of(user: Any) -> str:
    """A student's, a family's, or a colleague's; who is both parent and colleague is at work."""
    roles = {holding.role for holding in policy.roles_of(user)}
    if roles <= {Role.STUDENT}:
        return "layouts/student.html"
    return f"layouts/{'family' if roles <= {Role.STUDENT, Role.GUARDIAN} else 'staff'}.html"
