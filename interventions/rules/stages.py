"""The stage bar: how far a case has come, computed from what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

STAGES = ("received", "talk", "guardian", "plan", "referral", "close")


@dataclass(frozen=True)
class Stage:
    """`state` is "done", "here", "skipped" or "ahead"."""

    code: str
    state: str
    at: datetime | None = None


def stage_bar(happened: Mapping[str, datetime | None], *, ended: bool) -> tuple[Stage, ...]:
    """Each stage once; the first one that has not happened yet is where the case stands."""
    last = max((i for i, code in enumerate(STAGES) if happened.get(code)), default=-1)
    stages, found = [], ended
    for i, code in enumerate(STAGES):
        at = happened.get(code)
        if at:
            stages.append(Stage(code, "done", at))
        elif code == "referral" and i < last:
            stages.append(Stage(code, "skipped"))
        elif not found:
            stages.append(Stage(code, "here"))
            found = True
        else:
            stages.append(Stage(code, "skipped" if ended else "ahead"))
    return _without_waiting(stages)


def _without_waiting(stages: list[Stage]) -> tuple[Stage, ...]:
    """Nobody waits for a referral: until there is one, the case stands in its plan."""
    codes = [stage.code for stage in stages]
    plan, referral = codes.index("plan"), codes.index("referral")
    if stages[referral].state == "here":
        stages[plan] = replace(stages[plan], state="here")
        stages[referral] = Stage("referral", "ahead")
    return tuple(stages)


def reached(status: str, *, referral_open: bool = False) -> tuple[int, str]:
    """For a list: how many stages are behind, and the code of the one it stands in."""
    position = {
        "new": 0,
        "assigned": 1,
        "talking": 1,
        "confirmed": 2,
        "planned": 3,
        "closing": 5,
        "dismissed": 6,
        "closed": 6,
    }[status]
    if status == "planned" and referral_open:
        position = 4
    return position, STAGES[min(position, len(STAGES) - 1)]
