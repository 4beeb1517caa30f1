"""The school's receipt book, month by month, for those who keep or audit it: hashes only."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lessons import queries
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.web.downloads import download

PER_PAGE = 24
KIND = "application/pkcs7-mime"


@gate(Permission.BOOK_READ)
@require_GET
def book_list(request: HttpRequest) -> HttpResponse:
    """Each month with its file; for an auditor all schools, or the one that is asked for."""
    rows = queries.exports_for(request.user)
    schools = queries.schools_with_exports(request.user)
    chosen = request.GET.get("school", "")
    if chosen:
        rows = rows.filter(school__code=chosen)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "schools": schools, "chosen": chosen}
    return render(request, "lessons/staff/book_list.html", facts)


@gate(Permission.BOOK_READ)
@require_GET
def book_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One month under seal; its file name names nobody."""
    export = queries.export_for(request.user, pk)
    name = f"book-{export.month:%Y-%m}-{export.sha256[:8]}.p7m"
    return download(bytes(export.content), name, KIND)
