"""Counting tries in the volatile store. Keys are hashed: no name or number is kept there."""

import hashlib
from collections.abc import Iterator

from school_safety.kernel.refusals import TooMany
from school_safety.volatile import store

from .table import TABLE, Rate


def check(action: str, *, key: str = "", group: str = "", address: str = "") -> None:
    """Count this try; TooMany (with its Retry-After) once a figure of the table is exceeded."""
    counters = list(_counters(action, key=key, group=group, address=address))
    counted = store.count_each([(place, who, rate.seconds) for rate, place, who in counters])
    waits = [
        left
        for (rate, _place, _who), (hits, left) in zip(counters, counted, strict=True)
        if hits > rate.times
    ]
    if waits:
        raise TooMany(action, retry_after=max(waits))


def guard(action: str, *, key: str = "", group: str = "", address: str = "") -> None:
    """Before a try whose failures are counted with `tally`: TooMany when they are used up."""
    waits = []
    for rate, place, who in _counters(action, key=key, group=group, address=address):
        hits, left = store.peek(place, who)
        if hits >= rate.times:
            waits.append(left)
    if waits:
        raise TooMany(action, retry_after=max(waits))


def tally(action: str, *, key: str = "", group: str = "", address: str = "") -> None:
    """Count one failure; a later success never takes it back."""
    counters = _counters(action, key=key, group=group, address=address)
    store.count_each([(place, who, rate.seconds) for rate, place, who in counters])


def used(action: str, *, key: str = "", group: str = "", address: str = "") -> int:
    """How many tries stand on the fullest of these counters; for people who keep watch."""
    found = _counters(action, key=key, group=group, address=address)
    return max((store.peek(place, who)[0] for _rate, place, who in found), default=0)


def _counters(
    action: str, *, key: str, group: str, address: str
) -> Iterator[tuple[Rate, str, str]]:
    limit = TABLE[action]
    for side, given, rates in (
        ("key", key, limit.key),
        ("group", group, limit.group),
        ("address", address, limit.address),
    ):
        if given:
            for rate in rates:
                yield rate, f"{action}/{side}/{rate.seconds}", _hashed(given)


def _hashed(given: str) -> str:
    return hashlib.sha256(given.encode()).hexdigest()[:32]
