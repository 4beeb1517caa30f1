"""An access slip's life: asked, decided by a second person, and over by itself."""

from .states import State, can_move

FIRST = "asked"
LEAST_REASON = 20  # characters; less cannot say why
LAPSES_AFTER = 3  # school days in which nobody decided

LIFECYCLE: dict[str, State] = {
    "asked": State(
        owner="ld",
        event="interventions.access_slip.asked",
        notice="access_slip_asked",
        moves=("approved", "refused", "withdrawn", "expired"),
    ),
    "approved": State(
        owner="co",
        event="interventions.access_slip.approved",
        notice="access_slip_answered",
        moves=("returned", "expired"),
    ),
    "refused": State(
        owner="", event="interventions.access_slip.refused", notice="access_slip_answered"
    ),
    "withdrawn": State(owner="", event="interventions.access_slip.withdrawn", notice=""),
    "returned": State(owner="", event="interventions.access_slip.returned", notice=""),
    "expired": State(owner="", event="interventions.access_slip.expired", notice=""),
}


def may_follow(old: str, new: str) -> bool:
    """Whether a slip in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)
