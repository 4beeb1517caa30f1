"""The directory: filtered for colleagues, for families only those that can be gone to."""

from datetime import date
from typing import Any

from interventions.models import Provider
from interventions.rules.directory import referable
from school_safety.access import policy
from school_safety.access.permissions import Permission


def offered(row: Provider, on: date) -> bool:
    """Whether a child may be referred there today."""
    return referable(
        kind=row.kind,
        is_active=row.is_active,
        no_force=row.no_force,
        licence_until=row.licence_until,
        on=on,
    )


def providers(
    user: Any, *, need: str = "", cost: str = "", kind: str = "", age: int | None = None
) -> list[Provider]:
    """The directory, filtered; the shortest wait first."""
    rows = policy.visible(user, Permission.PROVIDER_READ, Provider.objects.filter(is_active=True))
    if cost:
        rows = rows.filter(cost=cost)
    if kind:
        rows = rows.filter(kind=kind)
    if age is not None:
        rows = rows.filter(age_from__lte=age, age_to__gte=age)
    return [row for row in rows if not need or need in row.needs]


def to_refer_to(user: Any, *, age: int | None, on: date) -> list[Provider]:
    """Where a child of this age may be sent today."""
    return [row for row in providers(user, age=age) if offered(row, on)]


def for_families(district_id: Any, on: date) -> list[Provider]:
    """What every family of a district may know: who helps, when, at what price, how long one waits.

    A hotline may be called by anybody; any other place stands there only while it may be offered.
    """
    rows = Provider.objects.filter(district_id=district_id, is_active=True, no_force=True)
    return [row for row in rows if row.kind == "hotline" or offered(row, on)]


def kept_by(user: Any) -> Any:
    """The entries of the house this clinician works in."""
    return policy.visible(user, Permission.PROVIDER_OWN, Provider.objects.filter(is_active=True))
