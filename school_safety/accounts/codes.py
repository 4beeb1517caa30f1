"""Printed codes: 16 letters and figures that cannot be mistaken for one another (80 bits)."""

import secrets

# No 0 O 1 I L U: read aloud over a phone and typed on a small keyboard without doubt.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4


def new_code(length: int = LENGTH) -> str:
    """A fresh code without separators, from the system's random source."""
    return _signs(secrets.randbelow(len(ALPHABET) ** length), length)


def derived(digest: str, length: int) -> str:
    """A code of so many signs out of a keyed hash (hexadecimal), so that it can be printed again."""
    return _signs(int(digest, 16), length)


def _signs(number: int, length: int) -> str:
    signs = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def written(code: str) -> str:
    """The code as it is printed, in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(text: str) -> str:
    """What somebody typed, brought back to the stored form (full-width, blanks, hyphens, case)."""
    narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return "".join(c for c in narrow.upper() if c.isalnum())
