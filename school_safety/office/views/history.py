"""Who did what, and who looked: sentences without content."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.office import history
from school_safety.office.forms import AuditFilter
from school_safety.web.layouts import layout_of

PER_PAGE = 25


@gate(Permission.AUDIT_READ, Permission.CONDUCT_READ)
@require_GET
def audit_list(request: HttpRequest) -> HttpResponse:
    """The auditor sees the district; the lead sees who touched help records of the school."""
    form = AuditFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    page = Paginator(history.rows_for(request.user, filters), PER_PAGE).get_page(
        request.GET.get("page")
    )
    facts = {
        "form": form,
        "page": page,
        "rows": history.told(page.object_list),
        "whole": policy.holds(request.user, Permission.AUDIT_READ),
    }
    return render(request, "office/audit_list.html", facts)


@gate(Permission.SIGNED_IN)
@require_GET
def own_acts(request: HttpRequest) -> HttpResponse:
    """Everybody sees what the history says about herself."""
    form = AuditFilter(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    found = history.own_rows(request.user, filters)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "rows": history.told(page.object_list, own=request.user),
        "layout": layout_of(request.user),
    }
    return render(request, "office/own_acts.html", facts)
