"""Where somebody may plan: her schools, or the whole district."""

from dataclasses import dataclass
from typing import Any

from school_safety.access import policy
from school_safety.access.permissions import Permission
from school_safety.schools.models import District, School


@dataclass(frozen=True)
class Place:
    """A school, or a district with no school."""

    district: District
    school: School | None = None

    @property
    def code(self) -> str:
        """As a form says it."""
        return str(self.school.pk if self.school else self.district.pk)

    @property
    def name(self) -> str:
        """As people say it."""
        return self.school.name if self.school else self.district.name


def places(user: Any) -> list[Place]:
    """Districts first."""
    units = policy.units(user, Permission.PROGRAMME_WRITE)
    districts = District.objects.filter(pk__in=units.districts).order_by("code")
    schools = School.objects.filter(pk__in=units.schools).select_related("district")
    return [
        *(Place(district) for district in districts),
        *(Place(school.district, school) for school in schools),
    ]
