"""Who may see what: the matrix, read by anybody with an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.office import who_may
from school_safety.web.layouts import layout_of


@gate(Permission.SIGNED_IN)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """First what there is about a child and who reads it; then one role, if one is chosen."""
    roles = who_may.roles()
    role = request.GET.get("role", "")
    chosen = role in dict(roles)
    facts = {
        "layout": layout_of(request.user),
        "roles": roles,
        "role": role if chosen else "",
        "chosen": who_may.of_role(role) if chosen else None,
        "things": [] if chosen else who_may.about_a_child(),
    }
    return render(request, "office/who_may.html", facts)
