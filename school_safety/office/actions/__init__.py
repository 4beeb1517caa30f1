"""What the office does for people: letters, roles, second persons, goodbyes."""

from .arriving import Letter, colleague_at_the_door, let_in, print_letter, welcome
from .giving import close, decide, end, give, reset_factor

__all__ = [
    "Letter",
    "close",
    "colleague_at_the_door",
    "decide",
    "end",
    "give",
    "let_in",
    "print_letter",
    "reset_factor",
    "welcome",
]
