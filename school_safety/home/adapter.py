"""The house's own manners at the sign-in page, and what of them leads to a message."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language

from school_safety.accounts import adapter

from .actions import guessing
from .tasks import tell_of_guessing


class AccountAdapter(adapter.AccountAdapter):
    """Messages are a floor above the accounts, so this end of it stands here."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Whatever name was typed, the same steps: who it is, the worker looks up."""
        super().authentication_failed(request, **credentials)
        if (whom := guessing.missed(str(credentials.get("username", "")))) is not None:
            tell_of_guessing.enqueue(whom)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponseBase:
        """The row of wrong passwords ends with the right one."""
        guessing.hit(user.username)
        return super().post_login(request, user, **kwargs)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """To the front door, which is told the language: its cookie leaves with the others."""
        return f"/?language={get_language()}"
