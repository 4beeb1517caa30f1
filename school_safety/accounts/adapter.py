"""How allauth behaves in this house: nobody signs up, and every sign-in is remembered."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from school_safety import limits
from school_safety.audit.events import ground as events
from school_safety.audit.record import record
from school_safety.limits import address
from school_safety.volatile.sessions import end_sessions_of

from .memory import KIND, remember

PROOFS = {"password", "mfa", "socialaccount"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by rosters and by printed codes, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """Write the sign-in down before the first page is shown."""
        used = {entry.get("provider") for entry in get_authentication_records(request, user)}
        door = next(iter(used - {None}), None)
        facts = {"door": door} if door else None
        remember(events.SIGNED_IN, user, by=user, at=timezone.now(), facts=facts)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Leaving is remembered too."""
        if request.user.is_authenticated:
            remember(events.SIGNED_OUT, request.user, by=request.user, at=timezone.now())
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many wrong passwords for this name, or from this address: 429, whoever it is.

        Counted by the name as typed, so that an unknown one gets the same reply. Only failures
        count, and no success takes one back.
        """
        limits.guard("password.wrong", **_counted(request, credentials))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password leaves a trace without the name that was typed."""
        limits.tally("password.wrong", **_counted(request, credentials))
        record(
            events.SIGN_IN_FAILED,
            object_kind=KIND,
            facts={"path": request.path},
            at=timezone.now(),
        )
        super().authentication_failed(request, **credentials)

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        """A new password ends every other sign-in of this person."""
        super().set_password(user, password)
        remember(events.PASSWORD_CHANGED, user, by=user, at=timezone.now())
        keep = self.request.session.session_key if self.request else None
        transaction.on_commit(lambda: end_sessions_of(user.pk, keep=keep))

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Whoever has a second step confirms with it; the password alone is then not enough."""
        methods = super().get_reauthentication_methods(user)
        second = [method for method in methods if method["id"].startswith("mfa")]
        return second or methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just signed in has just proved who she is."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = self.request
        records = get_authentication_records(request, request.user)
        proofs = [entry["at"] for entry in records if entry.get("method") in PROOFS]
        return time.time() - max(proofs, default=0) >= app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No 'successfully signed in' toasts: the page itself says where you are."""


def _counted(request: HttpRequest, credentials: dict[str, Any]) -> dict[str, str]:
    name = str(credentials.get("username", "")).strip().lower()
    return {"key": name, "address": address.of(request)}
