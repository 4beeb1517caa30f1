"""Grants: who may open which children's records now, and who could before."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from school_safety.access import policy
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.office import grants
from school_safety.office.forms.grants import GrantFilter

PER_PAGE = 25


@gate(Permission.GRANT_READ)
@require_safe
def grant_list(request: HttpRequest) -> HttpResponse:
    """Filters live in the address; ending one happens where it was given."""
    at = timezone.now()
    form = GrantFilter(request.GET or None)
    filters = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = grants.rows_for(request.user, filters, at)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = grants.told(request.user, page.object_list, at)
    grants.remember(request.user, shown, at)
    facts = {
        "form": form,
        "page": page,
        "shown": shown,
        "named": bool(policy.units(request.user, Permission.GRANT_READ).schools),
        "filtered": any(filters.values()),
    }
    return render(request, "office/grant_list.html", facts)
