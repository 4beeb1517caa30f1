"""What each column of a sheet means, as short codes that a clerk can correct and a school remember.

A code is "" (not used), one of `STUDENT` or "g1.name" for the first guardian's name. The memory of a
school is a table from a column's title (as `keys` spells it) to its code.
"""

import hashlib
from collections.abc import Mapping

from . import headers
from .headers import Columns, GuardianColumns

STUDENT = ("name", "number", "class", "grade", "sex", "born", "identity", "boarding", "school")
GUARDIAN = ("name", "relation", "phone", "authority")
GUARDIANS = 4
CODES = frozenset(
    ["", *STUDENT, *(f"g{n}.{part}" for n in range(1, GUARDIANS + 1) for part in GUARDIAN)]
)
TITLE = 60


def keys(titles: list[str]) -> list[str]:
    """The titles as they are remembered; a title that comes again is counted."""
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        plain = headers.normal(title)[:TITLE]
        seen[plain] = seen.get(plain, 0) + 1
        found.append(f"{plain}#{seen[plain]}" if plain and seen[plain] > 1 else plain)
    return found


def signature(titles: list[str]) -> str:
    """The same for sheets with the same header."""
    return hashlib.sha256("|".join(keys(titles)).encode()).hexdigest()[:16]


def codes(columns: Columns) -> list[str]:
    """One code per column."""
    found = [""] * len(columns.titles)
    for kind, places in columns.fields.items():
        for at in places:
            found[at] = kind
    for count, slot in enumerate(columns.guardians[:GUARDIANS], 1):
        for part in GUARDIAN:
            at = getattr(slot, part)
            if at is not None:
                found[at] = f"g{count}.{part}"
    return found


def arranged(titles: list[str], chosen: list[str]) -> Columns:
    """The columns that these codes describe; unknown codes count for nothing."""
    columns = Columns(titles)
    slots: dict[str, GuardianColumns] = {}
    for at, code in enumerate(chosen[: len(titles)]):
        if code not in CODES or not code:
            continue
        who, _, part = code.partition(".")
        if not part:
            columns.fields.setdefault(code, []).append(at)
            continue
        slot = slots.setdefault(who, GuardianColumns())
        slot.relation_fixed = slot.relation_fixed or headers.fixed_relation(titles[at])
        if getattr(slot, part) is None:
            setattr(slot, part, at)
    kept = [slots[who] for who in sorted(slots)]
    columns.guardians = [s for s in kept if s.name is not None or s.phone is not None]
    return columns


def understand(titles: list[str], memory: Mapping[str, str]) -> Columns:
    """What the titles say, corrected by what this school's clerk said of them before."""
    columns = headers.read(titles)
    named = keys(titles)
    if not any(key in memory for key in named if key):
        return columns
    found = codes(columns)
    for at, key in enumerate(named):
        found[at] = memory.get(key, found[at]) if key else found[at]
    return arranged(titles, found)
