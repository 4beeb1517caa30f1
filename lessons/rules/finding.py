"""Search in Chinese without a dictionary: pairs of characters, and how they sound.

Chinese has no word breaks. A run of characters is therefore asked for pair by pair, and whoever
types without an input method finds by pinyin ("shuimian", also half-typed) or by first letters
("wb"). The same plain strings are compared on every database.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from pypinyin import lazy_pinyin

RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
HAN = re.compile(r"[\u4e00-\u9fff]+")
EMPTY = re.compile(
    "怎么办|怎么|如何|什么|为什么|的|了|吗|呢|关于|孩子|学生|课程|the|and|for|how|what|to|of|a"
)
ENDING = re.compile(r"(?:ing|ed|es|s)$")
ASKED = 8  # so many pieces of a question are looked at
_FINALS = (
    *("a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "o", "ong", "ou", "v", "ve"),
    *(f"i{end}" for end in ("", "a", "an", "ang", "ao", "e", "n", "ng", "ong", "u")),
    *(f"u{end}" for end in ("", "a", "ai", "an", "ang", "e", "i", "n", "o")),
)
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_BEGUN = frozenset(part[:end] for part in _FINALS for end in range(1, len(part) + 1))


@dataclass(frozen=True)
class Piece:
    """One thing asked for: any of these strings in the index answers it."""

    text: str
    forms: tuple[str, ...]


def plain(text: str) -> str:
    """Small letters and digits, no signs, one blank between words and scripts."""
    return " ".join(RUN.findall(unicodedata.normalize("NFKC", text).lower()))


def index(*texts: str, initials: str = "") -> str:
    """What is kept: the words, then the sound of each run, then first letters from each place on."""
    words = plain(" ".join(texts))
    sounds = {"'" + "'".join(lazy_pinyin(run)) for run in HAN.findall(words)}
    first = ["".join(s[0] for s in lazy_pinyin(run)) for run in HAN.findall(plain(initials))]
    letters = {f"^{each[at : at + 4]}" for each in first for at in range(len(each) - 1)}
    return " ".join([f" {words}", *sorted(sounds), *sorted(letters)])


def pieces(question: str) -> list[Piece]:
    """A question taken apart, empty words left out unless there is nothing else."""
    said = plain(question)[:80]
    runs = RUN.findall(EMPTY.sub(_gap, said)) or RUN.findall(said)
    return [piece for run in runs for piece in _of_run(run)][:ASKED]


def enough(count: int) -> int:
    """How many of the pieces must be there."""
    return (count + 1) // 2


def excerpt(text: str, found: list[Piece], around: int = 24) -> tuple[str, str, str] | None:
    """Before, the hit, after; None where only the sound was found."""
    bare = " ".join(text.split())
    low = bare.lower()
    for piece in found:
        at = low.find(piece.text)
        if at >= 0:
            end = at + len(piece.text)
            start = max(0, at - around)
            before = ("…" if start else "") + bare[start:at]
            return before, bare[at:end], bare[end : end + 2 * around].rstrip() + "…"
    return None


def _gap(hit: re.Match[str]) -> str:
    """Small English words only where they stand alone."""
    word = hit.group(0)
    if word.isascii():
        inside = hit.string[: hit.start()][-1:].isalnum() or hit.string[hit.end() :][:1].isalnum()
        return word if inside else " "
    return " "


def _of_run(run: str) -> Iterator[Piece]:
    if not run.isascii():
        pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        for pair in pairs:
            yield Piece(pair, (pair,))
        return
    stem = ENDING.sub("", run) if len(run) > 5 else run
    letters = [f"^{run}"] if 2 <= len(run) <= 4 and run.isalpha() else []
    sounds = ["'" + "'".join(way) for way in syllables(run)] if run.isalpha() else []
    yield Piece(stem, (f" {stem}", *letters, *sounds))


@lru_cache(maxsize=512)
def syllables(run: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read the letters as pinyin; the last syllable may be unfinished."""
    if len(run) > 30:
        return ()
    return tuple(tuple(way) for way in islice(_read(run), 6))


def _read(rest: str) -> Iterator[list[str]]:
    for initial in (*(i for i in _INITIALS if rest.startswith(i)), ""):
        tail = rest[len(initial) :]
        if initial == rest or (tail in _BEGUN and tail not in _FINALS):
            yield [rest]
        for final in sorted((f for f in _FINALS if tail.startswith(f)), key=len, reverse=True):
            length = len(initial) + len(final)
            if length == len(rest):
                yield [rest]
            else:
                for others in _read(rest[length:]):
                    yield [rest[:length], *others]
