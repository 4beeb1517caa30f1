"""Doors of the CMS that are walled up: its own sign-in, and the areas that know no school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from school_safety.access.gate import public
from school_safety.kernel.refusals import Absent


@csrf_exempt  # nothing is read from the request
@public("only points to the one sign-in page, which asks for the second factor")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own forms would let a password in without the second factor."""
    if request.user.is_authenticated:  # whoever is in needs no way in
        raise Absent
    return redirect("/accounts/login/?next=/cms/")


@public("closed for everybody: these areas list all schools")
def closed(request: HttpRequest, area: str = "") -> HttpResponse:
    """Site history, users, groups, workflows and settings are not for schools."""
    raise Absent
