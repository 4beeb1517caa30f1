"""Which answers a letter takes, and where each one leads. Refusing is as easy as agreeing."""

from dataclasses import dataclass

DELIVERED, OPENED, ANSWERED = "delivered", "opened", "answered"
SIGNED, DECLINED, WITHDRAWN = "signed", "declined", "withdrawn"
RETURNED = "returned"  # on paper: what it says stands in the consents, no receipt was signed here


@dataclass(frozen=True)
class Step:
    """Where an answer leads, and whether it is signed with a name."""

    state: str
    signed: bool


# kind of letter -> answer -> step
STEPS: dict[str, dict[str, Step]] = {
    "info": {"read": Step(ANSWERED, signed=False)},
    "ack": {"read": Step(SIGNED, signed=True)},
    "consent": {
        "agree": Step(SIGNED, signed=True),
        "refuse": Step(DECLINED, signed=True),
        "ask": Step(ANSWERED, signed=False),
        "withdraw": Step(WITHDRAWN, signed=False),
    },
}

# state -> answers that may be given in it
OPEN: dict[str, frozenset[str]] = {
    DELIVERED: frozenset({"read", "agree", "refuse", "ask"}),
    OPENED: frozenset({"read", "agree", "refuse", "ask"}),
    ANSWERED: frozenset({"agree", "refuse", "ask"}),
    SIGNED: frozenset({"refuse", "withdraw"}),
    DECLINED: frozenset({"agree"}),
    WITHDRAWN: frozenset({"agree"}),
    RETURNED: frozenset({"agree", "refuse", "ask"}),
}


def answers(kind: str, state: str) -> tuple[str, ...]:
    """The answers this letter takes in this state, in the order they are offered."""
    return tuple(answer for answer in STEPS[kind] if answer in OPEN[state])


def step(kind: str, answer: str) -> Step | None:
    """Where the answer leads; none where this kind of letter doesn't ask it."""
    return STEPS[kind].get(answer)
