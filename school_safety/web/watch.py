"""Guessing at addresses: whoever asks for too much that is not there waits, and is remembered."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from school_safety import limits
from school_safety.access.holdings import roles_of
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.kernel.refusals import TooMany
from school_safety.limits import address
from school_safety.limits.table import MINUTE
from school_safety.volatile import store

from . import languages, refusals
from .middleware import Manner

ABSENT, ANONYMOUS = "route.absent", "anonymous.request"
# The slip door has figures of its own; a school's whole class comes through it at once.
FREE = ("/s/", "/answer/", "/static/", "/healthz")


class WatchMiddleware(Manner):
    """TRUST 3b: 404 on object routes, and everything that is asked without an account."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            if _is_nobody(request):
                limits.check(ANONYMOUS, address=address.of(request))
        except TooMany as refusal:
            return refusals.page(request, refusal)
        response = self.get_response(request)
        if response.status_code == 404 and _asked_for_an_object(request):
            _tally(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Once the figure is used up, no object opens: a right guess would look different."""
        if not _asked_for_an_object(request):
            return None
        try:
            limits.guard(ABSENT, key=str(request.user.pk), address=address.of(request))
        except TooMany as refusal:
            _remember(request)
            return refusals.page(request, refusal)
        return None


def _is_nobody(request: HttpRequest) -> bool:
    """Without an account, and not on a public page, the slip's door or a file."""
    if languages.of_path(request.path_info) or request.path_info.startswith(FREE):
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated


def _asked_for_an_object(request: HttpRequest) -> bool:
    found = request.resolver_match
    return bool(found and found.kwargs) and request.user.is_authenticated


def _tally(request: HttpRequest) -> None:
    limits.tally(ABSENT, key=str(request.user.pk), address=address.of(request))


def _remember(request: HttpRequest) -> None:
    """Once a minute is enough; the lead and the auditor are told by the clock (office.alarms)."""
    if not store.put_new("alarm/absent", str(request.user.pk), b"1", MINUTE):
        return
    seat = roles_of(request.user)[0]
    record(
        events.MANY_ABSENT,
        by=request.user,
        role=seat.role,
        district_id=seat.district_id,
        school_id=seat.school_id,
        object_kind="accounts.user",
        object_id=str(request.user.pk),
        at=timezone.now(),
    )
