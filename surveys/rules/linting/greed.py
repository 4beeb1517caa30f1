"""Questions that a school has no business asking: recognised by their words, in both languages.

A mental-health file asked for the parents' income and jobs (Dongguan, 2024); the list in
`greed.toml` names such things by kind. It reads question, hint and options alike.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("greed.toml")


@cache
def patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Kind of greed -> language -> what gives it away."""
    table = tomllib.loads(WORDS.read_text())
    return {
        kind: {
            language: re.compile("|".join(words), re.IGNORECASE) for language, words in row.items()
        }
        for kind, row in table.items()
    }


def greedy(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The kinds of data that these words ask for; each language is read by its own list."""
    return tuple(
        kind
        for kind, row in patterns().items()
        if any(
            language in texts and pattern.search(texts[language])
            for language, pattern in row.items()
        )
    )
