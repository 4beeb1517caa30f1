"""Bytes -> a JSON or TOML document that is neither too large, too deep nor two-faced."""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Never

from . import limits
from .parsed import refusal


def decode(content: bytes, limit: int) -> str:
    """UTF-8, with or without a mark; UTF-16 where it is marked."""
    if len(content) > limit:
        raise refusal("file_large", limit=str(limit // 1024))
    try:
        marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise refusal("encoding", row=str(row)) from error


def _depth(text: str) -> int:
    """How deep brackets nest, strings left out; counted before any parser sees them."""
    deepest = depth = 0
    inside = escaped = False
    for sign in text:
        if inside:
            escaped, inside = (sign == "\\" and not escaped), (sign != '"' or escaped)
        elif sign == '"':
            inside = True
        elif sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _odd_number(name: str) -> Never:
    raise refusal("json_number", number=name)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise refusal("json_twice", key=twice[:80])
    return found


def nodes(document: Any) -> Iterator[Any]:
    """Every value in a document, without recursion."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def read_json(content: bytes) -> dict[str, Any]:
    """One JSON object; decimals stay exact."""
    text = decode(content, limits.JSON_BYTES)
    if _depth(text) > limits.JSON_DEPTH:
        raise refusal("json_deep", limit=str(limits.JSON_DEPTH))
    try:
        found = json.loads(
            text, parse_constant=_odd_number, object_pairs_hook=_pairs, parse_float=Decimal
        )
    except (ValueError, ArithmeticError, RecursionError) as error:
        row = str(getattr(error, "lineno", 0) or "")
        raise refusal("json_broken", row=row) from error
    if not isinstance(found, dict):
        raise refusal("json_broken", row="1")
    for count, _ in enumerate(nodes(found)):
        if count > limits.JSON_NODES:
            raise refusal("json_large")
    return found


def read_toml(content: bytes) -> dict[str, Any]:
    """One TOML document."""
    text = decode(content, limits.TOML_BYTES)
    if _depth(text) > limits.JSON_DEPTH:
        raise refusal("json_deep", limit=str(limits.JSON_DEPTH))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise refusal("toml_broken", reason=str(error)[:120]) from error
