"""Months of receipt books that were given out, for whoever may take them away."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lessons.models import BookExport
from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import School


def exports_for(user: Any) -> QuerySet[BookExport]:
    """Newest month first, without the files themselves."""
    rows = policy.visible(user, Permission.BOOK_READ, BookExport.objects.defer("content"))
    return rows.select_related("school").order_by("-month", "school__code")


def schools_with_exports(user: Any) -> QuerySet[School]:
    """The schools whose months stand in that list."""
    there = policy.visible(user, Permission.BOOK_READ, BookExport.objects.all())
    return School.objects.filter(pk__in=there.values("school_id")).order_by("code")


def export_for(user: Any, pk: UUID) -> BookExport:
    """One of them, or Absent."""
    return policy.get(user, Permission.BOOK_READ, BookExport.objects.all(), pk=pk)
