"""Answers as one short text: a character per question, so that millions unpack at once.

Character 48 + n is option n; "-" is no answer; "x" is a question that did not apply.
"""

from collections.abc import Sequence

MISSING, NOT_APPLICABLE = "-", "x"
FIRST = 48
MOST_OPTIONS = 60  # stays below "x"

Choice = int | None


class BadAnswers(ValueError):
    """The text does not fit the questions."""


def pack(choices: Sequence[Choice], applies: Sequence[bool] | None = None) -> str:
    """Choices (option numbers or None) -> text."""
    marks = []
    for place, choice in enumerate(choices):
        if applies is not None and not applies[place]:
            marks.append(NOT_APPLICABLE)
        else:
            marks.append(MISSING if choice is None else chr(FIRST + choice))
    return "".join(marks)


def unpack(text: str, sizes: Sequence[int]) -> tuple[Choice, ...]:
    """Text -> choices; refuses a wrong length or an option that does not exist."""
    if len(text) != len(sizes):
        raise BadAnswers("length")
    choices: list[Choice] = []
    for mark, size in zip(text, sizes, strict=True):
        if mark in {MISSING, NOT_APPLICABLE}:
            choices.append(None)
            continue
        choice = ord(mark) - FIRST
        if not 0 <= choice < min(size, MOST_OPTIONS):
            raise BadAnswers("option")
        choices.append(choice)
    return tuple(choices)
