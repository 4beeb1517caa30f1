"""Proposed by a file, decided by a clerk: who really left."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.office.years import leavers

PER_PAGE = 25


@gate(Permission.ROSTER_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_leavers(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Nothing is ticked beforehand. The answer looks the same whoever looks after a child."""
    batch = leavers.batch_for(request.user, batch_id)
    rows = leavers.proposed(request.user, batch)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    status = 200
    if request.method == "POST":
        ticked = set(request.POST.getlist("student"))
        chosen = [row for row in page if str(row.pk) in ticked]
        if chosen:
            count = leavers.leave(students=chosen, by=request.user, at=timezone.now())
            messages.success(
                request,
                ngettext("%(count)d 人登记离校。", "%(count)d 人登记离校。", count)
                % {"count": count},
            )
            return redirect(request.get_full_path())
        status = 422
    facts = {"batch": batch, "page": page, "nobody": status == 422}
    return render(request, "office/years/import_leavers.html", facts, status=status)
