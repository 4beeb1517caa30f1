"""A child on her way to another school, through the product's own actions."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from school_safety.office.years import transfers
from school_safety.office.years.actions import Place
from school_safety.schools.models import Student, Transfer


def proposed(world: Any, at: datetime, student: Student | None = None, **changes: Any) -> Transfer:
    """From world.school to world.other_school, as of that day."""
    values = {
        "student": student or world.student,
        "to": world.other_school,
        "starts_on": timezone.localdate(at),
        "by": world.ck,
        "at": at,
        **changes,
    }
    return transfers.propose(**values)


def moved(world: Any, at: datetime, student: Student | None = None, *, by: Any) -> Student:
    """She has gone there, into its one class."""
    row = proposed(world, at, student)
    place = Place(world.other_school, world.other_classroom)
    return transfers.accept(transfer=row, to=place, number="", by=by, at=at)
