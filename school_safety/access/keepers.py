"""Who keeps the roll of a school."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from .choices import Role
from .holdings import in_force
from .models import RoleAssignment


def keepers_of(school_id: UUID, at: datetime) -> QuerySet[Any]:
    """Its clerks; its head where it has none."""
    for role in (Role.CLERK, Role.HEAD):
        seats = RoleAssignment.objects.filter(in_force(at), role=role, school_id=school_id)
        found = get_user_model().objects.filter(is_active=True, pk__in=seats.values("user_id"))
        if found.exists():
            break
    return found
