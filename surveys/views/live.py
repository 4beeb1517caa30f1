"""The live session of a student: which slip, which seat, which key. No account is involved."""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from school_safety.kernel.refusals import Absent
from surveys.actions.answering import Desk, sit_at
from surveys.models import Invitation

NAME = "surveys.session"
NOT_NOW = "surveys/slip_absent.html"
LIFETIME = 60 * 60  # seconds; a student's session never outlives a lesson by far


def begin(request: HttpRequest, invitation: Invitation, seat: str) -> None:
    """A session of its own: whoever was signed in at this machine is no longer."""
    kept = request.session.get(NAME)
    request.session.flush()
    again = kept is not None and kept["slip"] == str(invitation.pk)
    request.session[NAME] = {
        "slip": str(invitation.pk),
        "seat": seat,
        "key": kept["key"] if kept and again else secrets.token_urlsafe(24),
    }
    request.session.set_expiry(LIFETIME)


def end(request: HttpRequest) -> None:
    """Nothing is left for the next student at this machine."""
    request.session.flush()


def seat_of(request: HttpRequest) -> str:
    """The session's secret, empty where there is none."""
    return request.session.get(NAME, {}).get("seat", "")


def key_of(request: HttpRequest) -> str:
    """The idempotency key of this session."""
    return request.session.get(NAME, {}).get("key", "")


def slip_of(request: HttpRequest) -> str:
    """The slip this session is bound to, or Absent."""
    if NAME not in request.session:
        raise Absent
    return request.session[NAME]["slip"]


def at_desk(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who comes back to a page of questions without a session, like the next one at this machine, is
    told so in a child's words."""

    @wraps(view)
    def seated(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Absent:
            return render(request, NOT_NOW, status=404)

    return seated


def desk(request: HttpRequest, at: datetime) -> Desk:
    """What lies before this student."""
    return sit_at(slip_of(request), seat_of(request), at)
