"""Key rotation as one deed that history remembers."""

from dataclasses import dataclass
from datetime import datetime

from school_safety.accounts import factors
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.vault import rotation


@dataclass(frozen=True, slots=True)
class Counts:
    """How many keys were wrapped or made, and how many values were sealed anew."""

    wrapped: int
    made: int
    sealed: int


def rotate(*, master: bool, data_keys: bool, rows: bool, at: datetime) -> Counts:
    """Each step commits by itself and bears being run again after a break."""
    counts = Counts(
        wrapped=rotation.new_master() if master else rotation.rewrap(),
        made=rotation.new_data_keys() if data_keys else 0,
        sealed=rotation.reseal() + factors.reseal() if rows else 0,
    )
    record(
        events.KEYS_ROTATED,
        object_kind="vault.datakey",
        facts={"rows": counts.wrapped, "made": counts.made, "values": counts.sealed},
        at=at,
    )
    return counts
