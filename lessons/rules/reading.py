"""How many minutes a text costs its reader."""

import math
from collections.abc import Iterator
from typing import Any

HAN_PER_MINUTE = 300
WORDS_PER_MINUTE = 180


def minutes(text: str) -> int:
    """Whole minutes, at least one: Chinese is counted by character, everything else by word."""
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
    words = sum(
        any(letter.isascii() and letter.isalnum() for letter in word) for word in text.split()
    )
    return max(1, math.ceil(han / HAN_PER_MINUTE + words / WORDS_PER_MINUTE))


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def paragraphs(text: str) -> list[str]:
    """Paragraphs are divided by an empty line; a single line break stays inside."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return [block.strip() for block in blocks if block.strip()]


def leaves(value: Any) -> Iterator[str]:
    """All words in a nest of lists and tables, as a page keeps its blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in {"id", "type"}:
                yield from leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each)
