"""How allauth behaves in this house: nobody signs up, and every sign-in is remembered."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from school_safety.audit.events import ground as events
from school_safety.audit.record import record


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by rosters and by printed codes, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """Write the sign-in down before the first page is shown."""
        record(
            events.SIGNED_IN,
            by=user,
            object_kind="accounts.user",
            object_id=str(user.pk),
            at=timezone.now(),
        )
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Leaving is remembered too."""
        if request.user.is_authenticated:
            record(
                events.SIGNED_OUT,
                by=request.user,
                object_kind="accounts.user",
                object_id=str(request.user.pk),
                at=timezone.now(),
            )
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password leaves a trace without the name that was typed."""
        record(
            events.SIGN_IN_FAILED,
            object_kind="accounts.user",
            object_id="",
            facts={"path": request.path},
            at=timezone.now(),
        )
        super().authentication_failed(request, **credentials)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No 'successfully signed in' toasts: the page itself says where you are."""
