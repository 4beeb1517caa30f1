"""Pinyin over the characters of a finished piece of HTML, for children who have just begun to read.

Only text between tags is touched; what is drawn, scripted or chosen from a list stays as it is.
Plain Python.
"""

import re
from collections.abc import Iterator

from pypinyin import Style, pinyin

YOUNGEST = 3  # lessons that begin in this grade or below offer it
HAN = re.compile(r"[\u4e00-\u9fff]+")
PART = re.compile(r"(<[^>]*>)")
CLOSED = re.compile(r"<(/?)(script|style|svg|select|textarea|ruby)\b", re.IGNORECASE)


def sounded(html: str) -> str:
    """Each character with its sound above it, read within its word."""
    return "".join(_parts(html))


def _parts(html: str) -> Iterator[str]:
    shut = 0
    for part in PART.split(html):
        tag = CLOSED.match(part)
        if tag:
            shut += -1 if tag[1] else 1
        spoken = shut <= 0 and not part.startswith("<") and HAN.search(part)
        # One box round the piece, so that a row of boxes counts it as one.
        yield f"<span>{HAN.sub(_run, part)}</span>" if spoken else part


def _run(found: re.Match[str]) -> str:
    sounds = pinyin(found[0], style=Style.TONE)
    pairs = zip(found[0], sounds, strict=True)
    return "".join(f"<ruby>{letter}<rt>{sound[0]}</rt></ruby>" for letter, sound in pairs)
