"""A safety event's life, and its two clocks. They run on the wall clock, every day and every night."""

from .states import State, can_move

FIRST = "open"
_BEING_HANDLED = ("with_child", "contacted", "stood_down")

LIFECYCLE: dict[str, State] = {
    "open": State(
        owner="du",
        event="interventions.safety.raised",
        notice="safety_alert",
        moves=("acknowledged",),
    ),
    "acknowledged": State(
        owner="du",
        event="interventions.safety.acknowledged",
        notice="safety_taken",
        moves=_BEING_HANDLED,
    ),
    "with_child": State(
        owner="du",
        event="interventions.safety.with_child",
        notice="",
        moves=("contacted", "stood_down"),
    ),
    "contacted": State(
        owner="du",
        event="interventions.safety.contacted",
        notice="",
        moves=("stood_down",),
    ),
    "stood_down": State(
        owner="ld",
        event="interventions.safety.stood_down",
        notice="safety_over",
        moves=("reviewed",),
    ),
    "reviewed": State(owner="", event="interventions.safety.reviewed", notice=""),
}
LIVE = frozenset({"open", "acknowledged", "with_child", "contacted"})


def may_follow(old: str, new: str) -> bool:
    """Whether an event in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)
