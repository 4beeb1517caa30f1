"""A whole wave's slips for the background press, class by class."""

from collections.abc import Iterator
from datetime import datetime
from itertools import batched, groupby
from typing import Any
from uuid import UUID

from school_safety.access.permissions import Permission
from school_safety.documents.render import SHEETS
from surveys.queries import rooms, sheets, waves

from .inviting import ready_to_print

SLIPS, TEMPLATE = "slips", "print/slips.html"


def slip_pages(subject: str, *, by: Any, at: datetime) -> Iterator[list[dict[str, Any]]]:
    """Pages of each class in turn. Whoever may no longer print slips gets none."""
    wave = waves.wave(by, UUID(subject), Permission.SLIP_PRINT)
    slips = rooms.invitations_of(wave)
    for _room, some in groupby(slips, key=lambda slip: slip.sitting_id):
        held = list(some)
        codes = ready_to_print(wave=wave, invitations=held, by=by, at=at)
        for pages in batched(sheets.pages(wave, held, codes), SHEETS):
            yield list(pages)
