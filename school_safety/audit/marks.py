"""The HMAC of one event and the hash of one link: the only place that knows what is covered."""

import hmac
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from school_safety.vault import keys

GENESIS = "0" * 64
_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
COVERED = (
    "key", "event", "district_id", "school_id", "student_id", "actor_id", "actor_role",
    "object_kind", "object_id", "grant_id", "reason",
)  # fmt: skip


def mark_of(event: Any, secret: bytes) -> str:
    """The event's own HMAC over every column but its sequence (the chain covers that)."""
    values = ["" if (value := getattr(event, name)) is None else str(value) for name in COVERED]
    values += [event.at.astimezone(UTC).isoformat(timespec="microseconds"), canonical(event.facts)]
    return _hmac(secret, canonical(values))


def link(secret: bytes, seal: Any, marks: Sequence[tuple[int, str]]) -> str:
    """The hash of one link: the one before, where and when it stands, and each (sequence, mark)."""
    at = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    head = [seal.before, str(seal.district_id), seal.number, at]
    return _hmac(secret, canonical([head, [list(pair) for pair in marks]]))


def secret() -> bytes:
    """The key of the audit chain; derived from the house key, never stored by itself."""
    return keys.derived("audit:1")


def canonical(value: Any) -> str:
    """One spelling for equal JSON."""
    return _SPELLING.encode(value)


def _hmac(secret: bytes, text: str) -> str:
    return hmac.digest(secret, text.encode(), "sha256").hex()
