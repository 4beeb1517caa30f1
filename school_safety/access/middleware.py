"""The second factor, for those whose role can open what must stay closed (DECISIONS 14)."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .choices import SECOND_FACTOR_ROLES
from .holdings import roles_of
from .second_factor import SESSION_KEY

# Where somebody must be able to go before the second factor: its own set-up, the way out, words.
OPEN_PREFIXES = ("/accounts/", "/activate/", "/language/", "/static/", "/healthz", "/demo/")


class SecondFactorMiddleware:
    """Roles with S3, people or keys in reach need a second factor in this very session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
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
