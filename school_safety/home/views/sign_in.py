"""How I sign in, and where I am signed in right now: for everybody with an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from school_safety.access import policy
from school_safety.access.choices import SECOND_FACTOR_ROLES, Role
from school_safety.access.gate import gate
from school_safety.access.permissions import Permission
from school_safety.accounts.actions import end_sessions
from school_safety.accounts.devices import devices_of, end_device
from school_safety.home import ways_in
from school_safety.web.layouts import layout_of


@gate(Permission.SIGNED_IN)
@require_safe
def sign_in_show(request: HttpRequest) -> HttpResponse:
    """The ways in that this person has, and every live sign-in."""
    roles = {holding.role for holding in policy.roles_of(request.user)}
    facts = {
        "layout": layout_of(request.user),
        "child": roles == {Role.STUDENT},
        "forced": bool(roles & SECOND_FACTOR_ROLES),
        "ways": ways_in.of(request.user),
        "elsewhere": ways_in.elsewhere_of(request.user),
        "devices": devices_of(request.user, here=request.session.session_key),
    }
    return render(request, "home/sign_in.html", facts)


@gate(Permission.SIGNED_IN)
@require_POST
def device_end(request: HttpRequest) -> HttpResponse:
    """End one sign-in by its handle, or all but this one."""
    at, handle = timezone.now(), request.POST.get("device", "")
    if handle == "others":
        end_sessions(user=request.user, by=request.user, at=at, keep=request.session.session_key)
        ended = True
    else:
        ended = end_device(user=request.user, handle=handle, by=request.user, at=at)
    if ended:
        messages.success(request, _("那边已经退出了。"))
    return redirect("home:sign_in_show")
