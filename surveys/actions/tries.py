"""Wrong tries at the students' doors, counted by machine, by room and by address.

A code that does not exist names no room. The last room that somebody entered at the same address
is the best guess, and the teacher who is there sees the count.
"""

from uuid import UUID

from school_safety import limits
from school_safety.vault.lookup import keyed_hash
from school_safety.volatile import store

KIND = "slip.room"
STAY = 2 * 60 * 60  # seconds for which an address belongs to the room entered from it


def guard(*, device: str, address: str, room: str = "") -> None:
    """TooMany once the wrong tries are used up, for right codes and wrong ones alike."""
    limits.guard("slip.wrong", key=device, group=room, address=address)
    limits.check("slip.enter", address=address)


def count_wrong(*, device: str, address: str, room: str = "") -> None:
    """One more wrong try."""
    limits.tally("slip.wrong", key=device, group=room or room_at(address), address=address)


def wrong_in(sitting_id: UUID) -> int:
    """How many wrong tries this room has seen in the last ten minutes."""
    return limits.used("slip.wrong", group=str(sitting_id))


def entered(*, address: str, sitting_id: UUID) -> None:
    """Somebody of this room has just sat down at this address; mostly she is not the first."""
    if room_at(address) != str(sitting_id):
        store.put(KIND, _place(address), str(sitting_id).encode(), STAY)


def room_at(address: str) -> str:
    """The room last entered from this address, or nothing."""
    return (store.get(KIND, _place(address)) or b"").decode()


def _place(address: str) -> str:
    return keyed_hash("surveys.address", address)
