"""What a request meets before its page: the end of an old sign-in, and the second factor."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school_safety.accounts import devices

from . import held
from .choices import SECOND_FACTOR_ROLES
from .holdings import roles_of
from .second_factor import SESSION_KEY
from .terms import is_over, terms_of

# Where somebody must be able to go before the second factor: its own set-up, the way out, words.
OPEN_PREFIXES = (
    "/accounts/2fa/",
    "/accounts/inactive/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/activate/",
    "/demo/",
    "/healthz",
    "/language/",
    "/static/",
    "/theme/",
)
Responder = Callable[[HttpRequest], HttpResponse]


class SessionTermsMiddleware:
    """A sign-in ends when nobody has used it for a while, and in any case on the same day."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and self._over(request):
            written = held.texts(request)
            request.session.flush()
            request.user = AnonymousUser()
            if written:  # a page that was filled in slowly: give the words back
                return render(request, "access/ended.html", {"texts": written}, status=403)
            messages.info(request, _("有一阵没动，已经替您退出了。请再登录一次。"))
        response = self.get_response(request)
        if request.user.is_authenticated:
            devices.mark(request.session, request.headers.get("User-Agent", ""))
        return response

    def _over(self, request: HttpRequest) -> bool:
        terms = terms_of(holding.role for holding in roles_of(request.user))
        session = request.session
        return is_over(terms, began=session.get(devices.BEGAN), seen=session.get(devices.SEEN))


class SecondFactorMiddleware:
    """Roles with S3, people or keys in reach need a second factor in this very session."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._missing(request):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)

    def _missing(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated or request.path.startswith(OPEN_PREFIXES):
            return False
        if not any(holding.role in SECOND_FACTOR_ROLES for holding in roles_of(request.user)):
            return False
        return not has_second_factor(request)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or since confirmed, with a second factor."""
    if request.session.get(SESSION_KEY):
        return True
    records = get_authentication_records(request, request.user)
    return any(entry.get("method") == "mfa" for entry in records)
