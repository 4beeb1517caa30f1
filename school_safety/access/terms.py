"""How long a sign-in lasts (TRUST T12). Plain values; the strictest of somebody's roles counts."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Terms:
    """Seconds without a request, and seconds since the sign-in, after which it ends."""

    idle: int
    absolute: int


STAFF = Terms(idle=15 * MINUTE, absolute=10 * HOUR)
GUARDIAN = Terms(idle=30 * MINUTE, absolute=12 * HOUR)
STUDENT = Terms(idle=60 * MINUTE, absolute=60 * MINUTE)
OTHERS = {"gu": GUARDIAN, "st": STUDENT}


def terms_of(roles: Iterable[str]) -> Terms:
    """Whoever holds none is treated as staff."""
    held = [OTHERS.get(role, STAFF) for role in roles] or [STAFF]
    return Terms(min(term.idle for term in held), min(term.absolute for term in held))


def is_over(terms: Terms, *, began: float | None, seen: float | None) -> bool:
    """Whether a sign-in with these marks has ended; one without marks has only just begun."""
    now = time.time()
    idle = seen is not None and now - seen > terms.idle
    old = began is not None and now - began > terms.absolute
    return idle or old
