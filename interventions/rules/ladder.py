"""Who is rung, in which order, and when the next one is. Plain Python."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NEXT_AFTER = timedelta(minutes=5)  # without an answer
LATER_AFTER = timedelta(minutes=15)  # once the whole list was rung for an hour
PATIENT_ROUNDS = 12


@dataclass(frozen=True)
class Shift:
    """Somebody holds duty from a moment to a moment; `order` is her place in the ladder."""

    person: Hashable
    starts_at: datetime
    ends_at: datetime
    order: int = 1

    def holds(self, at: datetime) -> bool:
        """Whether it is her duty at that moment; the end itself is the next one's."""
        return self.starts_at <= at < self.ends_at


@dataclass(frozen=True)
class Rung:
    """One person of the ladder, why she stands on it, and until when."""

    person: Hashable
    why: str
    until: datetime | None = None


def on_duty(shifts: Iterable[Shift], at: datetime) -> list[Shift]:
    """Whose duty it is, in the order in which they are rung."""
    held = [shift for shift in shifts if shift.holds(at)]
    return sorted(held, key=lambda shift: (shift.order, shift.starts_at, str(shift.person)))


def ladder(
    shifts: Iterable[Shift], others: Iterable[tuple[str, Sequence[Hashable]]], at: datetime
) -> list[Rung]:
    """Shift holders in order, then the others as given; everybody once, at her first place."""
    rungs = [Rung(shift.person, "shift", shift.ends_at) for shift in on_duty(shifts, at)]
    rungs += [Rung(person, why) for why, people in others for person in people]
    first: dict[Hashable, Rung] = {}
    for rung in rungs:
        first.setdefault(rung.person, rung)
    return list(first.values())


def next_rung(rungs: Sequence[Rung], rung_already: Iterable[Hashable]) -> Rung | None:
    """The first whom nobody has rung yet."""
    done = set(rung_already)
    return next((rung for rung in rungs if rung.person not in done), None)


def again(rungs: Sequence[Rung]) -> list[Rung]:
    """Who is rung when the list is through: lead and head; everybody where there is neither."""
    return [rung for rung in rungs if rung.why in {"lead", "head"}] or list(rungs)


def patience(rounds: int) -> timedelta:
    """How long one waits before ringing again."""
    return NEXT_AFTER if rounds <= PATIENT_ROUNDS else LATER_AFTER
