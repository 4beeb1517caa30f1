"""A family meeting's life: times are offered, one of them is chosen, people sit down."""

from .states import State, can_move

FIRST = "offered"

LIFECYCLE: dict[str, State] = {
    "offered": State(
        owner="gu",
        event="interventions.talk.offered",
        notice="support_news",
        moves=("offered", "chosen", "no_fit", "held", "cancelled"),
    ),
    "chosen": State(
        owner="co",
        event="interventions.talk.chosen",
        notice="family_answered",
        moves=("offered", "chosen", "no_fit", "held", "cancelled"),
    ),
    "no_fit": State(
        owner="co",
        event="interventions.talk.no_fit",
        notice="family_answered",
        moves=("offered", "chosen", "no_fit", "held", "cancelled"),
    ),
    "held": State(owner="", event="interventions.talk.held", notice=""),
    "cancelled": State(owner="", event="interventions.talk.cancelled", notice="support_news"),
}


def may_follow(old: str, new: str) -> bool:
    """Whether a family meeting in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)
