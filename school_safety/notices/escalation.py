"""The hook for safety messages that nobody acknowledged: rooms above say who is told next."""

from collections.abc import Callable
from datetime import datetime

from .models import Notice
from .queries import unacknowledged

Handler = Callable[[Notice, datetime], bool]
_HANDLERS: list[Handler] = []


def on_unacknowledged(handler: Handler) -> Handler:
    """Register, in AppConfig.ready(), who tells the next person; True: it has been passed on."""
    _HANDLERS.append(handler)
    return handler


def escalate(*, at: datetime) -> int:
    """Pass on what nobody opened; without a handler the outbox page keeps showing it."""
    passed = 0
    for notice in unacknowledged(at).select_related("user")[:200]:
        answers = [handler(notice, at) for handler in _HANDLERS]  # every one is asked
        if any(answers):
            passed += Notice.objects.filter(pk=notice.pk, escalated_at=None).update(escalated_at=at)
    return passed
