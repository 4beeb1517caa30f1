"""One-time codes given in person: eight signs on a colleague's screen or copied onto paper.

For a guardian without a phone, or without the one on file. Allowed to be lost, like everything in
the volatile store; what is kept, and for a quarter of an hour only, is the code's hash.
"""

import json
import secrets
from dataclasses import dataclass
from uuid import UUID

from school_safety.vault.lookup import keyed_hash
from school_safety.volatile import store

from .codes import ALPHABET, read

KIND, LATEST, USED = "accounts.hand", "accounts.hand.latest", "accounts.hand.used"
MINUTES, LENGTH = 15, 8
HANDED_BY = "accounts.handed_by"  # in the session that such a code opened: a name


@dataclass(frozen=True)
class InHand:
    """Whom the code lets in, and who handed it over."""

    user: UUID
    by: UUID


def give(*, user_id: UUID, by_id: UUID) -> str:
    """A new code; an earlier one of this person stops working. Answered once, never stored."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    kept, seconds = _hash(code), MINUTES * 60
    before = store.get(LATEST, str(user_id))
    if before:
        store.delete(KIND, before.decode())
    facts = {"user": str(user_id), "by": str(by_id)}
    store.put(KIND, kept, json.dumps(facts).encode(), seconds)
    store.put(LATEST, str(user_id), kept.encode(), seconds)
    return code


def take(code: str) -> InHand | None:
    """Whom it lets in, once; unknown, old and used codes are alike."""
    kept = _hash(code)
    raw = store.get(KIND, kept)
    if raw is None or not store.put_new(USED, kept, b"1", MINUTES * 60):
        return None
    store.delete(KIND, kept)
    facts = json.loads(raw)
    return InHand(UUID(facts["user"]), UUID(facts["by"]))


def _hash(code: str) -> str:
    return keyed_hash("accounts.hand.code", read(code))
