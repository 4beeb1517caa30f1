"""Codes that people read aloud: no letters or figures that look alike."""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def make(choice: Callable[[str], str]) -> str:
    """A new code; `choice` picks one letter (secrets.choice outside tests)."""
    return "".join(choice(ALPHABET) for _ in range(LENGTH))


def spoken(code: str) -> str:
    """The code as it is printed: two groups of five."""
    return f"{code[:5]} {code[5:]}"


def normal(typed: str) -> str:
    """What was typed, without blanks and in capitals; empty where it cannot be a code."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == LENGTH and all(letter in ALPHABET for letter in code) else ""
