"""What an audit event is: a code, one sentence in each language, and how sensitive it is."""

import re
from dataclasses import dataclass
from string import Formatter

# What a sentence may name. Any other placeholder is taken from the event's facts.
KNOWN = frozenset({"actor", "role", "student", "object", "reason", "school"})
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Event:
    """`s` is the data class (0 to 4) of what was touched, not of the row about it."""

    code: str
    zh: str
    en: str
    s: int = 1

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            message = f"{self.code!r} must look like app.noun.verbed"
            raise ValueError(message)
        if placeholders(self.zh) != placeholders(self.en):
            message = f"{self.code}: the two sentences name different things"
            raise ValueError(message)

    def __str__(self) -> str:
        return self.code


def placeholders(sentence: str) -> frozenset[str]:
    """The names in braces of a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
