"""What the history says about an account: who came in, with what, and what was taken away."""

from datetime import datetime
from typing import Any

from school_safety.audit.events import Event
from school_safety.audit.record import record

from .models import User

KIND = "accounts.user"


def remember(
    event: Event,
    user: User,
    *,
    by: Any,
    at: datetime,
    district_id: Any = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """One audit row about this account, in the caller's transaction."""
    record(
        event,
        by=by,
        district_id=district_id,
        object_kind=KIND,
        object_id=str(user.pk),
        facts=facts,
        at=at,
    )
