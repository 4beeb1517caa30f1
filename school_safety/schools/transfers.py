"""A child's way to another school of the district: which state follows which. Plain rules."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# The number that a pupil keeps in every school of the country; others are a school's own.
NATIONAL = re.compile(r"^[GLJ]\d{17}[\dX]$")


@dataclass(frozen=True)
class State:
    """`side` is the school that brings it about; `notice` tells the other one."""

    side: str
    event: str
    notice: str
    moves: tuple[str, ...] = ()


STATES: Mapping[str, State] = MappingProxyType(
    {
        "proposed": State(
            "from",
            "schools.transfer.proposed",
            "transfer_waiting",
            ("accepted", "declined", "withdrawn"),
        ),
        "accepted": State("to", "schools.transfer.accepted", "transfer_decided"),
        "declined": State("to", "schools.transfer.declined", "transfer_decided"),
        "withdrawn": State("from", "schools.transfer.withdrawn", ""),
    }
)


def may_follow(old: str, new: str) -> bool:
    """Whether the table lets `new` follow `old`."""
    return new in STATES[old].moves


def goes_along(number: str) -> bool:
    """Whether a student's number is hers in every school."""
    return bool(NATIONAL.match(number.upper()))
