"""Sessions held against sessions planned: it watches over the help, not over the child."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Fidelity:
    """`planned` up to today; `missed` counts reasons, "" where none was written."""

    planned: int
    held: int
    missed: dict[str, int]

    @property
    def behind(self) -> int:
        """How many were planned and are not written down, neither held nor missed."""
        return max(self.planned - self.held - sum(self.missed.values()), 0)


def planned(starts_on: date, weeks: int, rhythm: int, on: date) -> int:
    """How many sessions should have been by `on`; the first one falls into the first days."""
    ends = min(starts_on + timedelta(weeks=weeks), on + timedelta(days=1))
    return max((ends - starts_on).days, 0) // rhythm


def fidelity(
    sessions: Iterable[tuple[bool, str]], *, starts_on: date, weeks: int, rhythm: int, on: date
) -> Fidelity:
    """From each session since the plan began: whether it was held, and if not, why."""
    rows = list(sessions)
    missed = Counter(reason for held, reason in rows if not held)
    return Fidelity(
        planned=planned(starts_on, weeks, rhythm, on),
        held=sum(1 for held, _reason in rows if held),
        missed=dict(missed),
    )
