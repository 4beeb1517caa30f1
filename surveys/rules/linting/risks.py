"""What a question probably touches, by its words in both languages: a mark to begin with.

Nobody relies on it: a person says for every question what it touches before a form is published.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from surveys.rules.interchange.safety import WORDS as HARM

WORDS = Path(__file__).with_name("risks.toml")
NONE, SELFHARM = "none", "selfharm"


@cache
def patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """Risk -> language -> its words, the gravest first."""
    table = tomllib.loads(WORDS.read_text())
    return {
        risk: {
            language: re.compile("|".join(words), re.IGNORECASE) for language, words in row.items()
        }
        for risk, row in table.items()
    }


def likely(texts: Mapping[str, str]) -> str:
    """The gravest risk that these words speak of, else "none"."""
    if any(HARM.search(text) for text in texts.values()):
        return SELFHARM
    for risk, row in patterns().items():
        if any(
            pattern.search(texts.get(language, "")) is not None for language, pattern in row.items()
        ):
            return risk
    return NONE
