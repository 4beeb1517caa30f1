"""Signing out: the session ends, and the browser forgets what it kept of this house."""

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponseBase

from school_safety.access.gate import public
from school_safety.web.middleware import CMS

# What a colleague wrote down on a shared tablet and what has not been sent yet stands in "storage".
SOON = '"cache", "cookies"'
ALL = f'{SOON}, "storage"'


@public("whoever is signed in may leave; nobody else changes anything")
def leave(request: HttpRequest) -> HttpResponseBase:
    """Ask, then end; `keep` says that records wait on this device for a network."""
    response: HttpResponseBase = LogoutView.as_view()(request)
    if request.method == "POST":
        # No script of ours runs in the editors' rooms that could have asked the device.
        waits = "keep" in request.POST or request.path.startswith(CMS)
        response.headers["Clear-Site-Data"] = SOON if waits else ALL
    return response
