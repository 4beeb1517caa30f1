"""Which entries of the directory may be offered, and which are never kept at all."""

from collections.abc import Iterable
from datetime import date, timedelta

VERIFIED_FOR = timedelta(days=183)
# What camps that break a child's will call themselves. Regulations on the Protection of Minors in
# Cyberspace (State Council, 2024), article 49: nobody may use force or threats against overuse.
FORCED = (
    "全封闭", "封闭式", "军事化", "强制", "戒网", "戒除网瘾", "网瘾学校", "特训", "矫正营", "电击",
    "boot camp", "bootcamp", "lockdown", "military-style", "shock therapy",
)  # fmt: skip


def forced_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The words in an entry that speak of force; none in an honest one."""
    said = " ".join(texts).lower()
    return tuple(word for word in FORCED if word in said)


def referable(
    *, kind: str, is_active: bool, no_force: bool, licence_until: date | None, on: date
) -> bool:
    """Whether a child may be referred there today."""
    licensed = licence_until is None or licence_until >= on
    return is_active and no_force and licensed and kind != "hotline"


def stale(verified_on: date | None, on: date) -> bool:
    """Whether somebody should ring them up again: half a year is long in a directory."""
    return verified_on is None or on - verified_on > VERIFIED_FOR
