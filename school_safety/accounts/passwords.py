"""Passwords that are long and yet nothing: rows of keys, and one letter many times."""

import itertools
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
OWN = 8  # characters that must be left when each run along a row counts as one
DIFFERENT = 5


class KeyRowsValidator:
    """Beside Django's list of common passwords, and the school's own words (schools.passwords)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuses what is left too short."""
        typed = password.lower()
        if len(_without_rows(typed)) < OWN or len(set(typed)) < DIFFERENT:
            raise ValidationError(self.get_help_text(), code="password_key_row")

    def get_help_text(self) -> str:
        """Said with the form."""
        return _("别用连着的数字、键盘上的一排或者同一个字，别人一猜就中。")


def _without_rows(text: str) -> str:
    """In either direction along a row, only the first character counts."""
    pairs = {a + b for row in ROWS for a, b in itertools.pairwise(row)}
    pairs |= {pair[::-1] for pair in pairs}
    return "".join(
        letter for place, letter in enumerate(text) if text[place - 1 : place + 1] not in pairs
    )
