"""The two-phase design: who is invited to a talk by lot, and what follows from the talk.

Drawn at the moment of handing in, each child by herself with the same chance (Bernoulli sampling with
permanent random numbers: Ohlsson 1995, in Cox et al., Business Survey Methods, ch. 9). A draw at the
end of the wave would give the drawn away: those who were picked are invited the same day.
"""

from hashlib import sha256

SHARES = (2, 5, 10)  # per cent that can be chosen; INSTRUMENTS.md suggests 2 to 5
CUT = "cut"
SIZE = 2**64


def drawn(seed: str, name: str, share: int) -> bool:
    """Whether the lot of a wave falls on this slip. The same seed always draws the same slips."""
    number = int.from_bytes(sha256(f"{seed}/{name}".encode()).digest()[:8], "big")
    return number * 100 < share * SIZE


def can_be_sealed(kinds: frozenset[str], *, on_paper: bool) -> bool:
    """A safety answer or a wish to talk is never sealed; paper was read by whoever typed it in."""
    return not on_paper and kinds <= {CUT}


def opens_case(*, picked: bool, finding: str, wanted: bool) -> bool:
    """Whether a case follows: a person found a need, or wants one; or the questionnaire picked a child
    who would rather not talk now, so that nobody who was picked is lost sight of."""
    if finding in {"confirmed", "other"}:
        return True
    if finding == "declined":
        return picked
    return wanted
