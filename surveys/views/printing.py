"""Slips and paper questionnaires: a class at once, a whole school in the background."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import printing
from school_safety.documents import render as documents
from school_safety.limits.door import limited
from school_safety.web.downloads import download
from surveys.actions import inviting
from surveys.actions.printing import PAPER, SLIPS, TEMPLATES
from surveys.actions.sheets import print_sheets
from surveys.models import Wave
from surveys.queries import paper, rooms, sheets, waves

AT_ONCE = 12  # pages of slips, or whole questionnaires; what is more waits in the queue


@gate(Permission.SLIP_PRINT)
@require_GET
@limited("pdf.make")
def slips_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Slips of a wave, or of one class of it, ten to a page; names on the outside."""
    wave = waves.wave(request.user, pk, Permission.SLIP_PRINT)
    found = rooms.invitations_of(wave)
    if "room" in request.GET:
        found = found.filter(sitting__classroom_id=sheets.uuid_of(request.GET["room"]))
    slips, language = list(found), get_language() or "zh-hans"
    total = sheets.count(slips)
    if total > AT_ONCE:
        return _in_background(request, SLIPS, wave, total)
    codes = inviting.ready_to_print(
        wave=wave, invitations=slips, by=request.user, at=timezone.now()
    )
    pages = sheets.pages(wave, slips, codes)
    pdf = documents.pages(TEMPLATES[SLIPS], pages, language=language, chunk=documents.SHEETS)
    return download(pdf, "slips.pdf")


@gate(Permission.SLIP_PRINT)
@require_GET
@limited("pdf.make")
def paper_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Questionnaires of a wave, or of one class of it: a strip with the name to tear off, below it
    only a code."""
    wave = waves.wave(request.user, pk, Permission.SLIP_PRINT)
    found, room = paper.to_print(rooms.invitations_of(wave)), ""
    if "room" in request.GET:
        room = f":{sheets.uuid_of(request.GET['room'])}"
        found = found.filter(sitting__classroom_id=room[1:])
    if (total := found.count()) > AT_ONCE:
        return _in_background(request, PAPER, wave, total, room)
    language = get_language() or "zh-hans"
    made = print_sheets(wave=wave, invitations=found, by=request.user, at=timezone.now())
    pages = [paper.page(each, language) for each in made]
    pdf = documents.pages(TEMPLATES[PAPER], pages, language=language, chunk=documents.SHEETS)
    return download(pdf, "paper.pdf")


def _in_background(
    request: HttpRequest, kind: str, wave: Wave, total: int, room: str = ""
) -> HttpResponse:
    made = printing.order(
        kind, f"{wave.pk}{room}", by=request.user, district_id=wave.district_id,
        language=get_language() or "zh-hans", total=total,
    )  # fmt: skip
    return redirect("surveys:print_show", order=made.id)


@gate(Permission.SLIP_PRINT)
@require_GET
def print_show(request: HttpRequest, order: UUID) -> HttpResponse:
    """How far a large print is."""
    made = printing.of(request.user, order)
    context = {"order": made, "wave_id": _wave_of(made), "paper": made.kind == PAPER}
    return render(request, "surveys/print_show.html", context)


def _wave_of(made: printing.Order) -> UUID:
    """Its subject is a wave, or a wave and one of its classes."""
    return UUID(made.subject.partition(":")[0])


@gate(Permission.SLIP_PRINT)
@require_GET
def print_file(request: HttpRequest, order: UUID) -> HttpResponse:
    """The finished file, for whoever ordered it and still may print for that wave."""
    made = printing.of(request.user, order)
    waves.wave(request.user, _wave_of(made), Permission.SLIP_PRINT)
    return download(printing.file_of(made), f"{made.kind}.pdf")
