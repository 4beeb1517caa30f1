"""Who gives which role, who keeps whose account, and what needs a second person.

table[role of the colleague][role of whoever acts] -> roles of the second person; none: acts alone.
What is not here cannot be done by web (TRUST section 4, row "Staff, role assignments"): district
officials, auditors, partners, duty officers and operators are nobody's to give.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .holdings import Holding, roles_of

Table = dict[str, dict[str, frozenset[str]]]


def _rows(*lines: str) -> Table:
    """'te ht: sa, ck+sa' says: for te and ht the head alone, the clerk with the head."""
    table: Table = {}
    for line in lines:
        roles, _, ways = line.partition(":")
        for role in roles.split():
            for way in ways.split(","):
                who, *second = way.strip().split("+")
                table.setdefault(role, {})[who] = frozenset("".join(second).split("/")) - {""}
    return table


GIVE = _rows("te ht ed rv: sa, ck+sa", "ck: sa", "co: ld+sa, sa+ld", "sa ld cl: da+da")
# A head does not end the lead, who may be looking into what happens at her school.
END = _rows("te ht ed rv ck: sa", "co: sa, ld", "sa ld cl: da")
# A letter is the whole key until a second factor is enrolled, so nobody prints one for somebody who
# may read what she herself may not; heads, leads and clinicians are new to a school with no such person.
LETTER = _rows("te ht ed rv: ck, sa", "ck: sa", "co: ld", "sa ld cl da: da")
FACTOR = _rows(
    "te ht ed rv: ck, sa", "ck: sa", "sa cl: da", "co: sa+ld, ld+sa", "ld: sa+da, da+sa/da",
    "da au: da+da/au",
)  # fmt: skip
NEVER_TOGETHER = frozenset({"da", "au"})  # whoever gives is never whoever checks


@dataclass(frozen=True)
class Place:
    """A unit of the tree, by the ids of its school and district."""

    district_id: UUID | None
    school_id: UUID | None = None


@dataclass(frozen=True)
class Way:
    """As what somebody may act here, and which roles may then be the second person."""

    as_role: str
    second: frozenset[str]


def _covers(holding: Holding, place: Place) -> bool:
    if holding.district_id is None or holding.district_id != place.district_id:
        return False
    return holding.school_id is None or holding.school_id == place.school_id


def roles_at(user: Any, place: Place) -> set[str]:
    """The roles whose unit holds that place."""
    return {held.role for held in roles_of(user) if _covers(held, place)}


def way(table: Table, by: Any, role: str, place: Place) -> Way | None:
    """How this person may act on that role there: alone where possible, or not at all."""
    mine = roles_at(by, place)
    found = [Way(who, table[role][who]) for who in table.get(role, {}) if who in mine]
    return min(found, key=lambda each: (bool(each.second), each.as_role), default=None)


def ways(table: Table, by: Any, held: Iterable[tuple[str, Place]]) -> list[tuple[str, Place, Way]]:
    """One way for each of a colleague's roles; empty where a single one of them has none."""
    found = [(role, place, way(table, by, role, place)) for role, place in held]
    whole = [(role, place, each) for role, place, each in found if each is not None]
    return whole if len(whole) == len(found) else []


def givable(by: Any) -> list[str]:
    """The roles that this person may give somewhere, alone or not."""
    mine = {held.role for held in roles_of(by)}
    return [role for role, ways_ in GIVE.items() if mine & set(ways_)]
