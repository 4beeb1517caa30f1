"""A second opinion on who may: predicates over plain facts, sharing no line with the policy."""

from .actors import Actor
from .objects import Facts

Scope = str


def may(actor: Actor, row: Facts, spec: str) -> bool:
    """Whether one of the role:scope pairs lets this actor at this row."""
    return any(_fits(actor, row, *pair.split(":")) for pair in spec.split())


def _fits(actor: Actor, row: Facts, role: str, scope: Scope) -> bool:
    if actor.user is None or (role != "*" and role not in actor.roles):
        return False
    me = actor.user.pk
    checks = {
        "s": lambda: row.school in actor.schools.get(role, ()),
        "d": lambda: row.district in actor.districts.get(role, ()),
        "h": lambda: row.room in actor.rooms.get(role, ()),
        "t": lambda: row.room in actor.rooms.get(role, ()),
        "c": lambda: (row.student, row.school) in actor.caseload,
        "k": lambda: row.student in actor.children,
        "a": lambda: row.guardian == me and row.student in actor.addressed,
        "r": lambda: row.guardian == me and row.student in actor.addressed,
        "g": lambda: str(row.kwargs["pk"]) in actor.granted,
        "i": lambda: me in row.people,
        "o": lambda: row.owner == me,
    }
    return scope not in row.closed_for and checks[scope]()
