"""Looking for a child while a form is being written: the search is a press of the same form."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from interventions.queries import likely
from school_safety import limits
from school_safety.kernel.refusals import TooMany
from school_safety.limits.address import of as address_of

from .doors import posted


def looking(request: HttpRequest) -> bool:
    """Whether the button that looks for names was pressed, not the one that sends."""
    return "find" in request.POST


def typed(request: HttpRequest) -> dict[str, Any]:
    """What a form begins with: everything that was typed, and no complaint while one still looks."""
    return {"initial": request.POST.dict()} if looking(request) else {"data": posted(request)}


def likely_ones(request: HttpRequest, students: Any) -> list[likely.Offer]:
    """Nobody is turned away for searching too often: then nothing is offered, and all is kept."""
    who, room = (request.POST.get(name, "") for name in ("who", "room"))
    born_on = _day(request.POST.get("born_on", ""))
    if not who.strip() and born_on is None:
        return []
    try:
        limits.check("staff.search", key=str(request.user.pk), address=address_of(request))
    except TooMany:
        return []
    return likely.among(students, likely.told(likely.said(who, room), born_on))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
