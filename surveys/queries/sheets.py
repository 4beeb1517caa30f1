"""Slips laid out for paper."""

from collections.abc import Sequence
from itertools import batched
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from school_safety.kernel.refusals import Absent
from surveys.models import Invitation

PER_PAGE = 10


def uuid_of(text: str) -> UUID:
    """An id from an address, or Absent."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Absent from error


def slip_url(token: str) -> str:
    """Where the QR code leads."""
    return settings.PUBLIC_URL + reverse("surveys:slip_show", args=[token])


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
