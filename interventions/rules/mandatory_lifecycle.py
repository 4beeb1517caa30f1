"""A mandatory report's life. The law says at once; nothing here can hold a report back.

Whoever doubts needs a second person, and until then the report stays due: 未成年人保护法 art. 11.
"""

from datetime import datetime, timedelta

from .states import State, can_move

FIRST = "due"
FIRST_NUDGE, LATER_NUDGES = timedelta(hours=1), timedelta(hours=12)

LIFECYCLE: dict[str, State] = {
    "due": State(
        owner="ld",
        event="interventions.mandatory.opened",
        notice="mandatory_due",
        moves=("made", "doubted"),
    ),
    "doubted": State(
        owner="ld",
        event="interventions.mandatory.doubted",
        notice="mandatory_doubted",
        moves=("made", "due", "unneeded"),
    ),
    "made": State(owner="", event="interventions.mandatory.made", notice="mandatory_made"),
    "unneeded": State(
        owner="",
        event="interventions.mandatory.unneeded",
        notice="",
        moves=("made",),
        rests=True,
    ),
}


def may_follow(old: str, new: str) -> bool:
    """Whether a report in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)


def is_quiet(opened_at: datetime, nudged_at: datetime | None, at: datetime) -> bool:
    """Whether the lead and the head are reminded now: after an hour, then every twelve."""
    if nudged_at is None:
        return at - opened_at >= FIRST_NUDGE
    return at - nudged_at >= LATER_NUDGES
