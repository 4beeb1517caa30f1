"""What in the answers asks for a person, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass

from .form import Form
from .packing import Choice
from .scoring import Band, Score

NOW, TODAY, WEEK, WATCH = "now", "today", "week", "watch"
URGENCY = (NOW, TODAY, WEEK, WATCH)


@dataclass(frozen=True)
class Signal:
    """`kind` is safety, talk or cut; `code` the item or the rule; `urgency` only suggests."""

    kind: str
    code: str
    urgency: str


def safety_signals(form: Form, choices: Sequence[Choice]) -> list[Signal]:
    """Each safety item stands alone: no total, cut or validity state can silence it."""
    return [
        Signal("safety", item.id, NOW)
        for item, choice in zip(form.items, choices, strict=True)
        if item.safety_at is not None
        and choice is not None
        and item.value(choice) >= item.safety_at
    ]


def signals(
    form: Form, choices: Sequence[Choice], score: Score, *, wants_talk: bool = False
) -> tuple[Signal, ...]:
    """Everything that asks for a person in one set of answers."""
    found = safety_signals(form, choices)
    if wants_talk:
        found.append(Signal("talk", "asked", WEEK))
    if score.band is Band.FLAGGED:
        found.append(Signal("cut", score.decided[0], WEEK))
    return tuple(sorted(found, key=lambda signal: URGENCY.index(signal.urgency)))


def most_urgent(found: Sequence[Signal]) -> str:
    """The urgency with which a talk is asked for."""
    return min((signal.urgency for signal in found), key=URGENCY.index)
