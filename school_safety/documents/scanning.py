"""A pile of scans: taken in now, read in the background, each page handed to the room it belongs to.

The files lie sealed in the volatile store until they are read and are then forgotten; if the store
loses them first, the pile says so and is brought again. What was read is kept by the room.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from school_safety.vault import parcels
from school_safety.volatile import store

from . import sheets

FILE, TTL = "scan.file", 24 * 60 * 60
LOST = "lost"


@dataclass(frozen=True)
class Place:
    """Which file of a pile."""

    pile: str
    number: int
    name: str


# What was seen of a page; nothing where the file is through.
Taker = Callable[[Place, sheets.Look | None, datetime], None]


@dataclass(frozen=True)
class Room:
    """`pattern` has one group: the code within the text of a QR code."""

    pattern: re.Pattern[str]
    take: Taker


_rooms: dict[str, Room] = {}


def takes(kind: str, pattern: str, take: Taker) -> None:
    """A room says what it does with the pages of its piles."""
    _rooms[kind] = Room(re.compile(pattern), take)


def bring(kind: str, pile: object, files: Sequence[Any], *, district_id: UUID) -> None:
    """Keep the uploaded files sealed, and have them read."""
    from .tasks import read_pile

    for number, file in enumerate(files):
        key = f"{pile}:{number}"
        sealed = parcels.seal(file.read(), district_id=district_id, kind=FILE, key=key)
        store.put(FILE, key, sealed, TTL)
    read_pile.enqueue(kind, str(pile), [file.name for file in files])


def read(kind: str, pile: str, names: list[str], *, at: datetime) -> None:
    """Every page of every file, in order."""
    room = _rooms[kind]
    for number, name in enumerate(names):
        place = Place(pile, number, name)
        key = f"{pile}:{number}"
        sealed = store.get(FILE, key)
        if sealed is None:
            room.take(place, sheets.Look(0, trouble=LOST), at)
        else:
            for seen in sheets.look(parcels.unseal(sealed, kind=FILE, key=key), room.pattern):
                room.take(place, seen, at)
            store.delete(FILE, key)
        room.take(place, None, at)
