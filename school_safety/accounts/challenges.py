"""One-time codes: six figures, sent to somebody's own phone or mailbox, typed back once.

A code is derived from its challenge and the house's key, so that the message can be written when it
leaves and the code itself is nowhere kept; what is kept, and for ten minutes only, is its hash.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from school_safety.vault.lookup import keyed_hash
from school_safety.volatile import store

KIND = "accounts.challenge"
TRIED, USED = f"{KIND}.tried", f"{KIND}.used"
MINUTES = 10
TRIES = 5
FIGURES = 6


@dataclass(frozen=True)
class Challenge:
    """`key` is what was typed to get here, hashed; `users` whom the right code lets in."""

    id: str
    key: str
    purpose: str
    address: str
    users: tuple[UUID, ...]
    proof: str


def begin(
    *, purpose: str, key: str, at: datetime, address: str = "", user_id: UUID | None = None
) -> str:
    """A new challenge. It costs the same whether or not anybody will ever be sent its code."""
    challenge = secrets.token_urlsafe(16)
    _keep(
        challenge,
        {
            "key": key,
            "purpose": purpose,
            "address": address,
            "users": [str(user_id)] if user_id else [],
            "proof": _proof(challenge, code_of(challenge)),
            "until": (at + timedelta(minutes=MINUTES)).isoformat(),
        },
    )
    return challenge


def waiting(challenge: str, *, at: datetime) -> Challenge | None:
    """The challenge, as long as its code can still be typed."""
    raw = store.get(KIND, challenge) if challenge else None
    kept = json.loads(raw) if raw else None
    if kept is None or at >= datetime.fromisoformat(kept["until"]):
        return None
    users = tuple(UUID(each) for each in kept["users"])
    return Challenge(challenge, kept["key"], kept["purpose"], kept["address"], users, kept["proof"])


def sent_to(challenge: Challenge, users: Sequence[UUID]) -> None:
    """The code has been sent to these people: from now on it lets them in."""
    raw = store.get(KIND, challenge.id)
    if raw is not None:
        _keep(challenge.id, {**json.loads(raw), "users": [str(each) for each in users]})


def redeem(challenge: str, typed: str, *, purpose: str, at: datetime) -> Challenge | None:
    """The challenge whose code this is, once; after five tries it is used up as well."""
    found = waiting(challenge, at=at)
    tries = store.increment(TRIED, challenge, MINUTES * 60) if challenge else 0
    right = compare_digest(
        _proof(challenge, figures(typed)), found.proof if found else _proof("", "")
    )
    if found is None or found.purpose != purpose or tries > TRIES or not right:
        return None
    if not store.put_new(USED, challenge, b"1", MINUTES * 60):
        return None
    store.delete(KIND, challenge)
    return found


def code_of(challenge: str) -> str:
    """The six figures, for the moment in which the message is written."""
    number = int(keyed_hash("accounts.challenge.code", challenge), 16)
    return f"{number % 10**FIGURES:0{FIGURES}d}"


def figures(typed: str) -> str:
    """What somebody typed, without blanks and in plain figures."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def _proof(challenge: str, code: str) -> str:
    return keyed_hash("accounts.challenge.proof", f"{challenge}:{code}")


def _keep(challenge: str, facts: dict[str, object]) -> None:
    store.put(KIND, challenge, json.dumps(facts).encode(), MINUTES * 60)
