"""Printing the families' codes: for a class at the start of term, for one family any day."""

from itertools import batched
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import render as paper
from school_safety.home import queries
from school_safety.home.actions import print_codes
from school_safety.limits.door import limited
from school_safety.web.downloads import download
from surveys.actions import cards
from surveys.choices import PICTURE_GRADES

SLIPS_A_SHEET = 10


@gate(Permission.ENTRY_CODE_PRINT)
@require_safe
def code_list(request: HttpRequest) -> HttpResponse:
    """The classes for whose families this person may print codes."""
    return render(request, "home/code_list.html", {"rooms": queries.code_rooms(request.user)})


@gate(Permission.ENTRY_CODE_PRINT)
@require_safe
def code_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One class: print for everybody, or for one family whose slip was lost."""
    room = policy.get(request.user, Permission.ENTRY_CODE_PRINT, queries.all_rooms(), pk=pk)
    return render(
        request,
        "home/code_room.html",
        {
            "room": room,
            "students": queries.students_in(request.user, room),
            "unreached": queries.unreached_in(request.user, room),
            "young": room.grade in PICTURE_GRADES,
        },
    )


@gate(Permission.ENTRY_CODE_PRINT)
@require_POST
@limited("pdf.make")
def code_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """New codes as a PDF; the earlier codes of these families stop working."""
    _room, students = chosen_students(request, pk)
    slips = print_codes(
        students=students, url=f"{settings.PUBLIC_URL}/enter/", by=request.user, at=timezone.now()
    )
    return slip_file(slips, "entry-codes.pdf")


@gate(Permission.ENTRY_CODE_PRINT)
@require_POST
@limited("pdf.make")
def cards_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """New picture cards for the youngest as a PDF; the earlier cards stop working."""
    room, students = chosen_students(request, pk)
    made = cards.make_cards(classroom=room, students=students, by=request.user, at=timezone.now())
    sheets = list(batched(made, SLIPS_A_SHEET))
    return download(paper.pdf("print/cards.html", {"sheets": sheets}), "picture-cards.pdf")


def chosen_students(request: HttpRequest, pk: UUID) -> tuple[Any, Any]:
    """The class, and all of its children or the one whose button was pressed."""
    room = policy.get(request.user, Permission.ENTRY_CODE_PRINT, queries.all_rooms(), pk=pk)
    students = queries.students_in(request.user, room)
    one = request.POST.get("student")
    if request.POST.get("unreached"):
        return room, [row["student"] for row in queries.unreached_in(request.user, room)]
    if one:
        return room, [policy.get(request.user, Permission.ENTRY_CODE_PRINT, students, pk=one)]
    return room, students


def slip_file(slips: list[Any], name: str) -> HttpResponse:
    """Slips to be cut out, as a PDF."""
    sheets = list(batched(slips, SLIPS_A_SHEET))
    return download(paper.pdf("print/slips.html", {"sheets": sheets}), name)
