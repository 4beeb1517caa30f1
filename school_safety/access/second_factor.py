"""What the session remembers of the second factor when it is enrolled, not asked for."""

from typing import Any

from django.utils import timezone

from school_safety.accounts import memory
from school_safety.audit.events import ground as events

SESSION_KEY = "second_factor_at"


def remember(sender: Any, request: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """allauth says that this person has just enrolled: the session holds a second factor from now.

    A signal because allauth offers no other door; it is sent after the commit.
    """
    request.session[SESSION_KEY] = timezone.now().isoformat()
    _write_down(events.FACTOR_ADDED, user, authenticator)


def forgotten(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    """A second step was taken away; the history says whose and which kind."""
    _write_down(events.FACTOR_REMOVED, user, authenticator)


def _write_down(event: Any, user: Any, authenticator: Any) -> None:
    facts = {"kind": str(authenticator.type)}
    memory.remember(event, user, by=user, facts=facts, at=timezone.now())
