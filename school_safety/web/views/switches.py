"""Language and theme: small choices kept in a cookie."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from school_safety.access.gate import public
from school_safety.web import context, languages

YEAR = 60 * 60 * 24 * 365


@csrf_exempt  # a preference; pages that anybody may cache can carry no token. Origin is checked.
@require_POST
@public("a preference of this browser")
def language_set(request: HttpRequest) -> HttpResponse:
    """Speak the other language from now on."""
    code = languages.known(request.POST.get("language"))
    response = _back(request)
    if code and _ours(request):
        keep(response, settings.LANGUAGE_COOKIE_NAME, code)
        if request.user.is_authenticated and request.user.language != code:
            request.user.language = code
            request.user.save(update_fields=["language"])
    return response


@csrf_exempt  # as above
@require_POST
@public("a preference of this browser")
def theme_set(request: HttpRequest) -> HttpResponse:
    """Light or dark from now on."""
    theme = request.POST.get("theme", "")
    response = _back(request)
    if theme in context.THEMES and _ours(request):
        keep(response, "theme", theme)
    return response


def keep(response: HttpResponse, name: str, value: str) -> None:
    """For a year, in this browser."""
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def _ours(request: HttpRequest) -> bool:
    """Whether the form stood on one of our own pages."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc == request.get_host()


def _back(request: HttpRequest) -> HttpResponse:
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(there if safe else "/")
