"""A cell -> the number of the option it names; -1 where it says that there is no answer."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from math import isfinite
from typing import Any

from surveys.rules.batch import MISSING
from surveys.rules.form import Item

WRONG = -2
# What statistics programs and data entry write for "no answer" and "refused".
WORDS = {"", "na", "n/a", "nan", "null", "none", "<na>", ".", "-", "--", "—", "缺失", "未答"}
CODES = {-1, -7, -8, -9, -66, -77, -88, -99, -666, -777, -888, -999}


class Reader:
    """Reads the cells of one item; each different cell is looked at once."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self._known: dict[Any, int] = {}

    @cached_property
    def _choices(self) -> Mapping[float, int]:
        """Value -> option; of two options with one value the first, for they score alike."""
        numbered = [(value, choice) for choice, value in enumerate(self.item.values)]
        return dict(reversed(numbered))

    @property
    def wanted(self) -> str:
        """The values that would do, for a message."""
        return " ".join(str(value) for value in dict.fromkeys(self.item.values))

    def read(self, cell: Any) -> int:
        """Option number, MISSING or WRONG. An option's own value comes before any code."""
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = self._read(cell)
        return known

    def _read(self, cell: Any) -> int:
        text = unicodedata.normalize("NFKC", "" if cell is None else str(cell)).strip()
        if text.lower() in WORDS:
            return MISSING
        try:
            number = float(cell) if isinstance(cell, bool) else float(text)
        except ValueError:
            return WRONG
        if not isfinite(number) or "_" in text:
            return WRONG
        if number in self._choices:
            return self._choices[number]
        return MISSING if number in CODES else WRONG
