"""The key under which a message is known to a vendor: ours, and signed, so that a report about it
can be told from one that somebody made up."""

import hmac
import re
from uuid import UUID

from school_safety.vault.lookup import keyed_hash

SIGNED = 24  # hex digits
OURS = re.compile(rf"[0-9a-f]{{32}}\.[0-9a-f]{{{SIGNED}}}")


def token_of(delivery_id: UUID) -> str:
    """The delivery's id and our mark of it."""
    return f"{delivery_id.hex}.{_mark(delivery_id)}"


def delivery_in(token: str) -> UUID | None:
    """Which delivery it names; None for one that looks like ours and is not: somebody made it up."""
    name, _dot, mark = token.partition(".")
    found = UUID(hex=name)
    return found if hmac.compare_digest(mark, _mark(found)) else None


def looks_ours(token: str) -> bool:
    """Another system of the same house may send through the same account, with keys of its own."""
    return OURS.fullmatch(token) is not None


def _mark(delivery_id: UUID) -> str:
    return keyed_hash("vendor-report", delivery_id.hex)[:SIGNED]
