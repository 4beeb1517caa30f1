"""A draft as a student would meet it, however unfinished it is."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from surveys.rules.writing.carried import split, words


@dataclass
class Blank:
    """Nothing answered yet."""

    choices: list[int | None]
    seconds: list[float] = field(default_factory=list)
    seen: frozenset[int] = frozenset()
    talk: bool = False
    revision: int = 0


@dataclass
class Specimen:
    """What `queries.answers` lays out, from a draft instead of from a slip."""

    rows: list[dict[str, Any]]
    version: Any
    draft: Blank
    switched: bool = False
    stops_after: int | None = None

    @property
    def length(self) -> int:
        """How many questions."""
        return len(self.rows)

    def question(self, place: int) -> dict[str, Any]:
        """The question at this place."""
        return self.rows[place]


def specimen(draft: Any) -> Specimen:
    """The questions as far as they are written."""
    sets = {block.value["name"]: block.value["options"] for block in draft.option_sets}
    rows = [_row(block.value, sets.get(block.value["options"], ())) for block in draft.questions]
    texts = {
        name: words(getattr(draft, f"{name}_zh"), getattr(draft, f"{name}_en"))
        for name in ("title", "about", "lead")
    }
    blank = Blank([None] * len(rows), [0.0] * len(rows))
    return Specimen(rows, SimpleNamespace(texts=texts), blank)


def _row(value: Any, options: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": words(value["text_zh"], value["text_en"]),
        "options": [
            {"code": option["code"], "label": words(option["zh"], option["en"])}
            for option in options
        ],
        "skip_when": split(value["skip_when"]),
    }
    for name in ("lead", "hint"):
        if value[f"{name}_zh"]:
            row[name] = words(value[f"{name}_zh"], value[f"{name}_en"])
    return row
