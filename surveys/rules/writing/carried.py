"""Small ways of reading plain values, and of carrying along what no field can hold."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

GAPS = re.compile(r"[\s,;，、；]+")


def split(text: str) -> list[str]:
    """Codes as people type them: with commas of either kind, or blanks between."""
    return [word for word in GAPS.split(text or "") if word]


def joined(codes: Sequence[str]) -> str:
    """The same, as it is shown again."""
    return ", ".join(codes)


def whole(row: Mapping[str, Any], key: str) -> int | None:
    """A whole number that a number field can hold; anything else is carried along."""
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text(row: Mapping[str, Any], key: str) -> str:
    """A text; anything else is carried along."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def pair(row: Any) -> tuple[str, str]:
    """Chinese and English of one text."""
    if not isinstance(row, Mapping):
        return "", ""
    return text(row, "zh-hans"), text(row, "en")


def words(chinese: str, english: str) -> dict[str, str]:
    """The same as a table."""
    return {"zh-hans": chinese, "en": english}


def span(row: Any) -> tuple[int | None, int | None]:
    """The first and the last grade."""
    if not isinstance(row, list) or len(row) != 2 or not all(type(grade) is int for grade in row):
        return None, None
    return row[0], row[1]


def same(one: Any, other: Any) -> bool:
    """Equal to the last sign: 1, 1.0 and true are three things to a hash."""
    return canonical(one) == canonical(other)


def canonical(value: Any) -> str:
    """How a value is written when it is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def rest(row: Mapping[str, Any], back: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row, what its fields do not give back."""
    return {
        key: value for key, value in row.items() if key not in back or not same(back[key], value)
    }


def wrapped(row: Mapping[str, Any], back: Mapping[str, Any]) -> str:
    """The same as text for a field that shows it."""
    left = rest(row, back)
    return json.dumps(left, ensure_ascii=False, sort_keys=True) if left else ""


def unwrapped(written: str) -> dict[str, Any]:
    """What such a field carries; nonsense counts as nothing, its own field says so."""
    try:
        found = json.loads(written or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def children(stream: Any) -> list[Any]:
    """The values of a list or a stream in the way it is stored."""
    return [
        child["value"]
        if isinstance(child, Mapping) and "value" in child and "type" in child
        else child
        for child in stream or ()
    ]
