"""A case meeting's life. Its minutes never change once they are signed."""

from collections.abc import Collection

from .states import State, can_move

FIRST = "planned"

LIFECYCLE: dict[str, State] = {
    "planned": State(
        owner="co",
        event="interventions.meeting.planned",
        notice="meeting_invited",
        moves=("signed", "locked", "cancelled"),
    ),
    "signed": State(
        owner="ld",
        event="interventions.meeting.signed",
        notice="meeting_to_countersign",
        moves=("locked",),
    ),
    "locked": State(owner="", event="interventions.meeting.locked", notice=""),
    "cancelled": State(owner="", event="interventions.meeting.cancelled", notice="meeting_changed"),
}


def may_follow(old: str, new: str) -> bool:
    """Whether a meeting in `old` may become `new`."""
    return can_move(LIFECYCLE, old, new)


def once_signed(decides: Collection[str]) -> str:
    """Where the counselor's name leads: a level, a referral or an end asks for a second one."""
    return "signed" if decides else "locked"
