"""A whole wave for the background press, class by class: slips, or questionnaires on paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched, groupby
from typing import Any
from uuid import UUID

from school_safety.access.permissions import Permission
from school_safety.documents.render import SHEETS
from surveys.models import Invitation
from surveys.queries import paper, rooms, sheets, waves

from .inviting import ready_to_print
from .sheets import print_sheets

SLIPS, PAPER = "slips", "paper"
TEMPLATES = {SLIPS: "print/slips.html", PAPER: "print/paper.html"}
Pages = Iterator[list[dict[str, Any]]]


def slip_pages(subject: str, *, by: Any, language: str, at: datetime) -> Pages:
    """Pages of each class in turn; their `language` is the template's alone. Whoever may no longer
    print slips gets none."""
    wave = waves.wave(by, UUID(subject), Permission.SLIP_PRINT)
    for held in _classes(rooms.invitations_of(wave)):
        codes = ready_to_print(wave=wave, invitations=held, by=by, at=at)
        for pages in batched(sheets.pages(wave, held, codes), SHEETS):
            yield list(pages)


def paper_pages(subject: str, *, by: Any, language: str, at: datetime) -> Pages:
    """Questionnaires of each class in turn, by the same rule; a class that has all in is passed over.

    `subject`: the wave, or "wave:classroom" for one class.
    """
    wave_id, _, room = subject.partition(":")
    wave = waves.wave(by, UUID(wave_id), Permission.SLIP_PRINT)
    slips = paper.to_print(rooms.invitations_of(wave))
    if room:
        slips = slips.filter(sitting__classroom_id=UUID(room))
    for held in _classes(slips):
        made = print_sheets(wave=wave, invitations=held, by=by, at=at)
        for some in batched(made, SHEETS):
            yield [paper.page(each, language) for each in some]


def _classes(slips: Iterable[Invitation]) -> Iterator[list[Invitation]]:
    """One after the other: a pile for each, and nobody else waits while codes are made for all."""
    for _room, some in groupby(slips, key=lambda slip: slip.sitting_id):
        yield list(some)
