"""What a person said of each question: the same-day contact it needs, and what it touches."""

from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]


def marked(rows: Iterable[Row], contact: Mapping[str, bool], risk: Mapping[str, str]) -> list[Row]:
    """The questions with these answers; one that nobody spoke of stays as it was.

    One that needs a person is a safety item from its second-lowest score on, unless it said already
    from where on.
    """
    found = []
    for old in rows:
        row = dict(old)
        name = row["id"]
        if name in risk:
            row["risk"] = risk[name]
        if contact.get(name) is False:
            row.pop("safety_at", None)
        elif contact.get(name):
            row.setdefault("safety_at", _second(row))
        found.append(row)
    return found


def _second(row: Row) -> int:
    """The second-lowest score as it counts; the only one where all count alike."""
    values = [int(option["value"]) for option in row["options"]]
    if row.get("reverse"):
        ends = max(values) + min(values)
        values = [ends - value for value in values]
    return sorted(set(values))[:2][-1]
