"""The catalogue of everything that is remembered; one file per room."""

from functools import cache
from types import MappingProxyType, ModuleType

from . import (
    ground,
    help_leaving,
    help_queue,
    help_safety,
    interventions,
    lessons,
    mandatory,
    measures,
    meetings,
    notices,
    office,
    people,
    reports,
    siblings,
    surveys,
    years,
)
from .event import Event

__all__ = ["Event", "catalogue", "collect"]


def collect(*modules: ModuleType) -> dict[str, Event]:
    """Every Event constant of these modules by its code; two with one code are refused."""
    found: dict[str, Event] = {}
    for module in modules:
        for value in vars(module).values():
            if not isinstance(value, Event):
                continue
            if found.setdefault(value.code, value) is not value:
                message = f"audit event {value.code} is defined twice"
                raise ValueError(message)
    return found


@cache
def catalogue() -> MappingProxyType[str, Event]:
    """All events by code."""
    rooms = (
        ground,
        people,
        lessons,
        surveys,
        interventions,
        measures,
        meetings,
        notices,
        help_safety,
        help_leaving,
        mandatory,
        siblings,
        help_queue,
        office,
        years,
        reports,
    )
    return MappingProxyType(collect(*rooms))
