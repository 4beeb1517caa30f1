"""A home visit's life: offered, answered by the family, made. A no ends it and touches nothing else."""

from .states import State, can_move

FIRST = "offered"
_ANSWERS = ("agreed", "other_time", "declined", "cancelled")

LIFECYCLE: dict[str, State] = {
    "offered": State(
        owner="gu",
        event="interventions.visit.offered",
        notice="support_news",
        moves=("offered", *_ANSWERS),
    ),
    "agreed": State(
        owner="co",
        event="interventions.visit.agreed",
        notice="family_answered",
        moves=("done", "offered", "other_time", "declined", "cancelled"),
    ),
    "other_time": State(
        owner="co",
        event="interventions.visit.other_time",
        notice="family_answered",
        moves=("offered", *_ANSWERS),
    ),
    "declined": State(owner="", event="interventions.visit.declined", notice="family_answered"),
    "cancelled": State(owner="", event="interventions.visit.cancelled", notice="support_news"),
    "done": State(owner="", event="interventions.visit.done", notice=""),
}


def may_follow(old: str, new: str) -> bool:
    """Whether a visit in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)
