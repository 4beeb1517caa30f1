"""Asking once more who is there: before records on a child, papers with people in them, and rights.

What a verb needs stands in one table, so that a new page is covered by the gate it wears anyway.
Why the two windows differ: docs/adr/0008-step-up.md.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import IntEnum
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from school_safety.limits.door import every

from . import held_page, reading
from .choices import SECOND_FACTOR_ROLES
from .holdings import roles_of
from .permissions import Permission as P
from .second_factor import SESSION_KEY

View = Callable[..., HttpResponseBase]
WINDOW = 10 * 60  # seconds
USED_AT = "s4_used_at"  # in the session: when a page of class S4 was last opened or sent
MARK_EVERY = 15  # seconds; a page and its parts write the session once


class Need(IntEnum):
    """How fresh the proof must be; the larger one wins."""

    NOTHING = 0
    IN_USE = 1  # confirmed, or S4 used, in the last ten minutes
    FRESH = 2  # confirmed in the last ten minutes, whatever was done since


NEEDS = {
    P.CASE_READ: Need.IN_USE,
    P.CASE_WRITE: Need.IN_USE,
    P.CASE_OVERSEE: Need.IN_USE,
    P.NOTE_READ: Need.IN_USE,
    P.CONCERN_READ: Need.IN_USE,
    P.SIGNAL_READ: Need.IN_USE,
    P.RESPONSE_READ: Need.IN_USE,
    P.PAPER_KEY: Need.IN_USE,
    P.SAFETY_WRITE: Need.IN_USE,
    P.SAFETY_NAMES: Need.IN_USE,
    P.MANDATORY_OPEN: Need.IN_USE,
    P.MANDATORY_WRITE: Need.IN_USE,
    P.MANDATORY_DECIDE: Need.IN_USE,
    P.MANDATORY_READ: Need.IN_USE,
    P.REFERRAL_READ: Need.IN_USE,
    P.REFERRAL_WRITE: Need.IN_USE,
    P.REFERRAL_PREVIEW: Need.IN_USE,
    P.REFERRAL_RECEIVE: Need.IN_USE,
    P.GRANT_READ: Need.IN_USE,
    P.ACCESS_SLIP_ASK: Need.IN_USE,
    P.ACCESS_SLIP_DECIDE: Need.IN_USE,
    P.ACCESS_SLIP_SECOND: Need.IN_USE,
    P.CASE_EXPORT: Need.FRESH,
    P.ENTRY_CODE_PRINT: Need.FRESH,
    P.SLIP_PRINT: Need.FRESH,
    P.PEOPLE_CHANGE: Need.FRESH,
}


def need_of(verbs: Iterable[P]) -> Need:
    """What a page asks for that is opened with these verbs."""
    return max((NEEDS.get(verb, Need.NOTHING) for verb in verbs), default=Need.NOTHING)


def confirmed(when: Callable[[HttpRequest], bool] = every) -> Callable[[View], View]:
    """Below a view's gate: exports with people in them, and deeds whose verb also reads."""

    def wear(view: View) -> View:
        @wraps(view)
        def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = ask(request, Need.FRESH) if when(request) else None
            return view(request, *args, **kwargs) if answer is None else answer

        asking.confirmed = True  # type: ignore[attr-defined]  # read by the resolver walk
        return asking

    return wear


def ask(request: HttpRequest, need: Need) -> HttpResponse | None:
    """None where the proof is fresh enough; otherwise the page that asks for it."""
    if need == Need.NOTHING:
        return None
    if _fresh(request, need) or (request.method == "POST" and held_page.proved(request)):
        _use(request, need)
        return None
    if request.method == "POST":
        return held_page.show(request)
    return redirect(f"{held_page.place(request)}?{urlencode({'next': request.get_full_path()})}")


def _fresh(request: HttpRequest, need: Need) -> bool:
    since, many = time.time() - WINDOW, reading.asked_since(request.user)
    if many > since:  # a great many records were read since: only a newer proof does
        return _proved_since(request, many)
    if need == Need.IN_USE and request.session.get(USED_AT, 0) >= since:
        return True
    return _proved_since(request, since)


def _proved_since(request: HttpRequest, since: float) -> bool:
    second, password = _proofs(request)
    if second >= since:
        return True
    return password >= since and not _has_second_step(request)


def _use(request: HttpRequest, need: Need) -> None:
    now = time.time()
    if need == Need.IN_USE and now - request.session.get(USED_AT, 0) >= MARK_EVERY:
        request.session[USED_AT] = now


def _proofs(request: HttpRequest) -> tuple[float, float]:
    """The latest second step and the latest password, in seconds since 1970."""
    latest = {"mfa": 0.0, "password": 0.0}
    for entry in get_authentication_records(request, request.user):
        if entry.get("method") in latest:
            latest[entry["method"]] = max(latest[entry["method"]], entry["at"])
    enrolled = request.session.get(SESSION_KEY)
    set_up = datetime.fromisoformat(enrolled).timestamp() if enrolled else 0.0
    return max(latest["mfa"], set_up), latest["password"]


def _has_second_step(request: HttpRequest) -> bool:
    if any(holding.role in SECOND_FACTOR_ROLES for holding in roles_of(request.user)):
        return True
    return bool(is_mfa_enabled(request.user))
