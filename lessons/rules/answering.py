"""Which answers a letter takes, and where each one leads. Refusing is as easy as agreeing."""

from dataclasses import dataclass

DELIVERED, OPENED, ANSWERED = "delivered", "opened", "answered"
SIGNED, DECLINED, WITHDRAWN = "signed", "declined", "withdrawn"
UNDELIVERED, PHONED = "missing", "phoned"
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
    "choice": {"choose": Step(ANSWERED, signed=False), "ask": Step(ANSWERED, signed=False)},
    "booking": {"book": Step(ANSWERED, signed=False), "ask": Step(ANSWERED, signed=False)},
}
PICKED = frozenset({"choose", "book"})  # answers that name one of the letter's options
# kind of letter -> what may be said on the telephone and is taken down as such
SPOKEN = {"info": ("read",), "ack": ("read",), "choice": ("choose",), "booking": ("book",)}
# After a letter was replaced by a new version, the old one only takes what takes something back.
STILL_OPEN = frozenset({"refuse", "withdraw"})
FIRST = frozenset({"read", "agree", "refuse", "ask", "choose", "book"})

# state -> answers that may be given in it
OPEN: dict[str, frozenset[str]] = {
    UNDELIVERED: FIRST,
    DELIVERED: FIRST,
    OPENED: FIRST,
    ANSWERED: FIRST - {"read"},
    SIGNED: frozenset({"refuse", "withdraw"}),
    DECLINED: frozenset({"agree"}),
    WITHDRAWN: frozenset({"agree"}),
    RETURNED: FIRST - {"read"},
    PHONED: FIRST,  # what was said on the telephone is no signature: it can still be given
}


def answers(kind: str, state: str, *, replaced: bool = False) -> tuple[str, ...]:
    """The answers this letter takes in this state, in the order they are offered."""
    taken = OPEN[state] & STILL_OPEN if replaced else OPEN[state]
    return tuple(answer for answer in STEPS[kind] if answer in taken)


def step(kind: str, answer: str) -> Step | None:
    """Where the answer leads; none where this kind of letter doesn't ask it."""
    return STEPS[kind].get(answer)
