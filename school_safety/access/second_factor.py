"""What the session remembers of the second factor when it is enrolled, not asked for."""

from typing import Any

from django.utils import timezone

SESSION_KEY = "second_factor_at"


def remember(sender: Any, request: Any, **kwargs: Any) -> None:
    """allauth says that this person has just enrolled: the session holds a second factor from now.

    A signal because allauth offers no other door; it is sent after the commit.
    """
    request.session[SESSION_KEY] = timezone.now().isoformat()
