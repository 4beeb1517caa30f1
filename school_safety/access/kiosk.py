"""A device in the lobby: whoever opened it is signed out of it, and it shows letters and nothing else.

The session of such a device holds a mark, never an account of staff. A guardian signs in on it with her
own code for one letter; when she is through, or nothing happens for a while, that session ends and
a new one begins that remembers nothing but the mark.
"""

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

MARK, USED = "kiosk", "kiosk.used"
HOME, DONE = "/kiosk/", "/kiosk/done/"
IDLE = 240  # seconds on one page; then it is nobody's
SHORT = 45  # on a page with a receipt
LASTS = 10 * 60 * 60  # one working day
FAMILY, LETTERS = "/family/", "/family/letters/"
LETTER = r"/family/letters/[0-9a-f-]{36}/"
ALLOWED = re.compile(
    rf"{HOME}|/enter/(?:letter/[0-9A-Za-z-]+/|ask/|confirm/|choose/|hand/)?$|/language/|/theme/|/static/"
    rf"|/icon|/family/letters/$|{LETTER}(?:signed/|withdraw/)?$"
)
Responder = Callable[[HttpRequest], HttpResponse]


def is_on(request: HttpRequest) -> bool:
    """Whether this device is one. Readers without a session are not asked for one: their pages
    stay the same for everybody, and may be kept."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and MARK in request.session


def begin(request: HttpRequest, school: str) -> None:
    """Nothing of whoever opened it stays: a new session, with the mark alone."""
    request.session.flush()
    request.user = AnonymousUser()
    request.session[MARK] = school
    request.session.set_expiry(LASTS)


def again(request: HttpRequest) -> None:
    """The next family: the last one's session is gone, and so is its cookie's value."""
    begin(request, request.session.get(MARK, ""))


class KioskMiddleware:
    """Only the pages of the device; and an end to each of them."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_on(request):
            return self.get_response(request)
        if request.user.is_authenticated and self._forgotten(request):
            again(request)
            return redirect(HOME)
        known = request.user.is_authenticated
        if not ALLOWED.match(request.path) or (FAMILY in request.path and not known):
            return redirect(LETTERS if known else HOME)
        response = self.get_response(request)
        if request.path.startswith("/static/"):
            return response
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store"
        if is_on(request) and request.path not in (HOME, DONE):
            over = SHORT if request.path.endswith("/signed/") else IDLE
            response.headers["Refresh"] = f"{over}; url={DONE}"
        return response

    def _forgotten(self, request: HttpRequest) -> bool:
        now, last = time.time(), request.session.get(USED)
        request.session[USED] = now
        return last is not None and now - last > IDLE + SHORT
