"""A programme as a folder for a USB stick: ordered, put together in the background, fetched."""

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from lessons.actions import packing
from lessons.queries import calendar
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.documents import printing
from school_safety.kernel.refusals import Absent
from school_safety.limits.door import limited
from school_safety.web.downloads import download

from .take_along import ZIP

GRADES = frozenset(str(grade) for grade in range(1, 13))


@gate(Permission.PROGRAMME_READ)
@require_POST
@limited("pdf.make")
def programme_pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lessons of a programme in their order, for one grade or all; a long row in parts."""
    language = get_language() or "zh-hans"
    grade, part = request.POST.get("grade", ""), request.POST.get("part", "1")
    if grade not in GRADES | {""} or part not in packing.PARTS:
        raise Absent
    row = calendar.programme(request.user, pk)
    pages = packing.pages_in(row, grade, part, language=language)
    versions = ",".join(f"{page.pk}:{page.live_revision_id}" for page in pages)
    made = printing.order_once(
        packing.PROGRAMME,
        f"{pk}:{grade}:{part}",
        version=hashlib.sha256(versions.encode()).hexdigest(),
        by=request.user,
        district_id=row.district_id,
        language=language,
        total=len(pages) + 1,
    )
    return redirect("lessons:pack_show", order=made.id)


@gate(Permission.PROGRAMME_READ)
@require_safe
def pack_show(request: HttpRequest, order: UUID) -> HttpResponse:
    """How far it is; after a failure, the button once more."""
    made = _order(request, order)
    pk, grade, part = made.subject.split(":")
    row = calendar.programme(request.user, UUID(pk))
    facts = {"order": made, "row": row, "grade": grade, "part": part}
    return render(request, "lessons/staff/pack_show.html", facts)


@gate(Permission.PROGRAMME_READ)
@require_safe
def pack_file(request: HttpRequest, order: UUID) -> HttpResponse:
    """The finished folder, for whoever ordered it and still reads the programme."""
    made = _order(request, order)
    pk, _grade, part = made.subject.split(":")
    calendar.programme(request.user, UUID(pk))
    return download(printing.file_of(made), f"programme-{part}.zip", ZIP)


def _order(request: HttpRequest, order: UUID) -> printing.Order:
    made = printing.of(request.user, order)
    if made.kind != packing.PROGRAMME:
        raise Absent
    return made
