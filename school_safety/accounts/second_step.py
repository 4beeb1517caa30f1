"""The six figures and the recovery codes: tried a few times only, and each taken once."""

from contextlib import suppress
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core.exceptions import ValidationError
from django.utils import timezone

from school_safety import limits
from school_safety.audit.events import ground as events
from school_safety.kernel.refusals import TooMany
from school_safety.limits import address
from school_safety.vault.errors import SealBroken
from school_safety.volatile import store

from . import factors
from .memory import remember

USED = "totp.used"
USED_FOR = 180  # seconds: longer than any code is good for, clock tolerance included


class _Guarded(base.BaseAuthenticateForm):
    """Failures count per person and per address (TRUST 3b); a success takes none of them back."""

    def clean_code(self) -> str:
        counted = {"key": str(self.user.pk), "address": address.of(context.request)}
        limits.guard("factor.wrong", **counted)
        typed = self.cleaned_data["code"]
        try:
            _once(self.user, typed)
            code: str = super().clean_code()
        except ValidationError:
            limits.tally("factor.wrong", **counted)
            remember(events.FACTOR_REFUSED, self.user, by=self.user, at=timezone.now())
            raise
        _used(self.user, typed)
        return code


class AuthenticateForm(_Guarded, base.AuthenticateForm):
    """The second step of signing in."""

    def clean_code(self) -> str:
        """Too many tries lead back to the password."""
        try:
            return super().clean_code()
        except TooMany:
            clear_login(context.request)
            raise


class ReauthenticateForm(_Guarded, base.ReauthenticateForm):
    """The same step, asked again before something that matters."""


class ActivateTOTPForm(totp.ActivateTOTPForm):
    """The code that proves the set-up is used up as well; until then the session keeps the secret,
    sealed like the finished one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        with suppress(SealBroken):  # then allauth makes a fresh one
            session[SECRET_SESSION_KEY] = factors.unseal(session.pop(SECRET_SESSION_KEY, ""))
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = factors.seal(self.secret)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        _used(self.user, code)
        return code


def _place(user: Any, code: str) -> str:
    return f"{user.pk}:{''.join(code.split())}"


def _once(user: Any, code: str) -> None:
    """A code that was taken before is as wrong as any other."""
    if store.get(USED, _place(user, code)) is not None:
        raise base.get_adapter().validation_error("incorrect_code")


def _used(user: Any, code: str) -> None:
    """Of two requests that carry the same code, one wins."""
    if not store.put_new(USED, _place(user, code), b"1", USED_FOR):
        raise base.get_adapter().validation_error("incorrect_code")
