"""A frozen version -> the data of a file that would read as exactly this version."""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys.rules.definition import Definition

from .carried import canonical

Row = dict[str, Any]


def unread(found: Definition) -> dict[str, Any]:
    """`read(unread(d)) == d`. Equal options become one named set again; its name is ours."""
    sets = _Sets()
    recall = found.facts.get("recall", "")
    return {
        "code": found.code,
        "number": found.number,
        "kind": found.kind,
        **found.facts,
        **{name: dict(words) for name, words in found.texts.items()},
        "questions": [_question(row, sets, recall) for row in found.questions],
        "options": sets.rows,
        "scoring": dict(found.scoring),
    }


class _Sets:
    """The options seen so far, each kind once, named in the order they are met."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        self._names: dict[str, str] = {}

    def name(self, options: Sequence[Mapping[str, Any]]) -> str:
        """The name of the set with exactly these options."""
        rows = [
            {
                **{key: value for key, value in option.items() if key != "label"},
                **option["label"],
            }
            for option in options
        ]
        name = self._names.setdefault(canonical(rows), f"set{len(self.rows) + 1}")
        self.rows.setdefault(name, rows)
        return name


def _question(row: Mapping[str, Any], sets: _Sets, recall: str) -> Row:
    known = {"text", "options", "criterion", "recall", "scored"}
    question: Row = {"id": row["id"], "options": sets.name(row["options"]), **row["text"]}
    if row["criterion"]:
        question["criterion"] = row["criterion"]
    if row["recall"] != recall:
        question["recall"] = row["recall"]
    if not row["scored"]:
        question["scored"] = False
    return {**question, **{key: value for key, value in row.items() if key not in known}}
