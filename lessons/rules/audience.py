"""Which guardian gets which letter. A hold, no authority or a court order: nothing at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class Tie:
    """One guardian of one child, as the roster says."""

    student: Any
    guardian: Any
    authority: str
    held: bool
    order: int


def may_receive(tie: Tie, kind: str) -> bool:
    """Full authority gets every letter, limited authority only what asks for nothing."""
    if tie.held:
        return False
    return tie.authority == "full" or (tie.authority == "limited" and kind == "info")


def first_state(has_account: bool) -> str:
    """Nobody is told by electronic means who has no way in: her letter has to go on paper."""
    return "delivered" if has_account else "missing"


def recipients(ties: Iterable[Tie], *, kind: str, rule: str) -> list[Tie]:
    """Who gets a letter; under the rule `one` the first with full authority answers alone."""
    ordered = sorted(
        (tie for tie in ties if may_receive(tie, kind)),
        key=lambda tie: (str(tie.student), tie.order),
    )
    if rule != "one":
        return ordered
    return [next(group) for _, group in groupby(ordered, key=lambda tie: str(tie.student))]
