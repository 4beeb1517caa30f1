"""The only writer of history."""

from datetime import datetime
from typing import Any

from .events import Event


def record(
    event: Event,
    *,
    by: Any = None,
    role: str = "",
    district_id: Any = None,
    school_id: Any = None,
    student_id: Any = None,
    object_kind: str = "",
    object_id: str = "",
    grant_id: Any = None,
    reason: str = "",
    facts: dict[str, Any] | None = None,
    at: datetime,
) -> None:
    """One row in the caller's transaction."""
