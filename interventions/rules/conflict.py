"""Two people edited the same thing: neither is overwritten."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One field in both wordings."""

    field: str
    theirs: str
    yours: str


def differences(theirs: dict[str, str], yours: dict[str, str]) -> tuple[Difference, ...]:
    """Only what really differs, in the order of the form."""
    return tuple(
        Difference(field, theirs.get(field, ""), mine)
        for field, mine in yours.items()
        if theirs.get(field, "").strip() != mine.strip()
    )
