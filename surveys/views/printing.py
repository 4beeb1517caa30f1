"""Slips on paper: a class at once, a whole school in the background."""

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
from surveys.actions.printing import SLIPS, TEMPLATE
from surveys.queries import rooms, sheets, waves

AT_ONCE = 12  # pages; what is more waits in the queue


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
        made = printing.order(
            SLIPS, wave.pk, by=request.user, district_id=wave.district_id,
            language=language, total=total,
        )  # fmt: skip
        return redirect("surveys:print_show", order=made.id)
    codes = inviting.ready_to_print(
        wave=wave, invitations=slips, by=request.user, at=timezone.now()
    )
    pages = sheets.pages(wave, slips, codes)
    pdf = documents.pages(TEMPLATE, pages, language=language, chunk=documents.SHEETS)
    return download(pdf, "slips.pdf")


@gate(Permission.SLIP_PRINT)
@require_GET
def print_show(request: HttpRequest, order: UUID) -> HttpResponse:
    """How far a large print is."""
    made = printing.of(request.user, order)
    return render(request, "surveys/print_show.html", {"order": made})


@gate(Permission.SLIP_PRINT)
@require_GET
def print_file(request: HttpRequest, order: UUID) -> HttpResponse:
    """The finished file, for whoever ordered it and still may print slips of that wave."""
    made = printing.of(request.user, order)
    waves.wave(request.user, UUID(made.subject), Permission.SLIP_PRINT)
    return download(printing.file_of(made), "slips.pdf")
