"""Slips laid out for paper."""

from collections import Counter
from collections.abc import Sequence
from itertools import batched
from math import ceil
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from school_safety.kernel.refusals import Absent
from surveys.models import Invitation, PaperSheet, Wave
from surveys.rules.keying import BLANK as BLANK
from surveys.rules.keying import mark_of as mark_of

PER_PAGE = 10


def of_slips(slips: Sequence[Invitation]) -> QuerySet[PaperSheet]:
    """The paper sheets of these slips, by the students' numbers."""
    rows = PaperSheet.objects.filter(invitation__in=slips)
    return rows.order_by("invitation__student__number")


def uuid_of(text: str) -> UUID:
    """An id from an address, or Absent."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Absent from error


def slip_url(token: str) -> str:
    """Where the QR code leads."""
    return settings.PUBLIC_URL + reverse("surveys:slip_show", args=[token])


def count(slips: Sequence[Invitation]) -> int:
    """How many pages they take."""
    return sum(ceil(n / PER_PAGE) for n in Counter(slip.sitting_id for slip in slips).values())


def pages(
    wave: Wave, slips: Sequence[Invitation], codes: Sequence[dict[str, str]]
) -> list[dict[str, Any]]:
    """What the template of each page shows."""
    return [{"heading": wave.title, "sheets": [sheet]} for sheet in sheets(slips, codes)]


def sheets(
    slips: Sequence[Invitation], codes: Sequence[dict[str, str]]
) -> list[list[dict[str, Any]]]:
    """Pages of ten; a class begins on a new page, so that piles can be handed out."""
    rooms: dict[Any, list[dict[str, Any]]] = {}
    for slip, code in zip(slips, codes, strict=True):
        rooms.setdefault(slip.sitting_id, []).append(
            {
                "place": slip.sitting.classroom.name,
                "number": slip.student.number,
                "heading": slip.wave.title,
                "name": slip.student.name,
                "url": slip_url(code["token"]),
                "code": code["code"],
            }
        )
    return [list(page) for room in rooms.values() for page in batched(room, PER_PAGE)]
