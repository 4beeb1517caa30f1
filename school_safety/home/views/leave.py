"""Signing out: the session ends, and the browser forgets what it kept of this house."""

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponseBase

from school_safety.access.gate import public

# What a colleague wrote down on a shared tablet and what has not been sent yet stands in "storage".
SOON = '"cache", "cookies"'
ALL = f'{SOON}, "storage"'
EDITORS = "/cms/"  # no script of ours runs there that could have asked the device


@public("whoever is signed in may leave; nobody else changes anything")
def leave(request: HttpRequest) -> HttpResponseBase:
    """Ask, then end; `keep` says that records wait on this device for a network."""
    response: HttpResponseBase = LogoutView.as_view()(request)
    if request.method == "POST":
        waits = "keep" in request.POST or request.path.startswith(EDITORS)
        response.headers["Clear-Site-Data"] = SOON if waits else ALL
    return response
