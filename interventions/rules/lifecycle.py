"""A case's life: each state with its owner, its audit event, its notice, and what may follow.

`manage.py draw_lifecycle` draws this table; a test compares the drawing with it.
"""

from .states import State, can_move

FIRST = "new"

LIFECYCLE: dict[str, State] = {
    "new": State(
        owner="ld",
        event="interventions.case.opened",
        notice="triage_waiting",
        moves=("assigned",),
    ),
    "assigned": State(
        owner="co",
        event="interventions.case.assigned",
        notice="case_assigned",
        moves=("assigned", "talking", "confirmed", "dismissed"),
    ),
    "talking": State(
        owner="co",
        event="interventions.case.talked",
        notice="",
        moves=("assigned", "confirmed", "dismissed"),
    ),
    "confirmed": State(
        owner="co",
        event="interventions.case.confirmed",
        notice="",
        moves=("planned", "closing"),
    ),
    "planned": State(
        owner="co",
        event="interventions.case.planned",
        notice="",
        moves=("closing",),
    ),
    "closing": State(
        owner="ld",
        event="interventions.case.close_asked",
        notice="case_close_asked",
        moves=("closed", "planned", "confirmed"),
    ),
    "dismissed": State(
        owner="",
        event="interventions.case.dismissed",
        notice="",
        moves=("assigned",),
        rests=True,
    ),
    "closed": State(
        owner="",
        event="interventions.case.closed",
        notice="case_closed",
        moves=("assigned",),
        rests=True,
    ),
}

OPEN = frozenset(code for code, state in LIFECYCLE.items() if not state.ends)


def may_follow(old: str, new: str) -> bool:
    """Whether a case in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)


def decidable(status: str) -> bool:
    """Whether a counselor may confirm or dismiss now."""
    return may_follow(status, "confirmed") and may_follow(status, "dismissed")
