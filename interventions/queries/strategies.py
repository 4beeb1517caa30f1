"""The bank of strategies: read once, in the reader's language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

PATH = Path(__file__).resolve().parent.parent / "content" / "strategies.toml"


@dataclass(frozen=True)
class Strategy:
    """`ages` in years, first and last; `evidence` is trial, review or practice."""

    code: str
    domains: tuple[str, ...]
    ages: tuple[int, int]
    evidence: str
    source: str
    words: dict[str, str]

    def _said(self, name: str) -> str:
        english = (get_language() or "").startswith("en")
        return self.words[f"{name}_en"] if english else self.words[name]

    @property
    def title(self) -> str:
        """What it is called."""
        return self._said("title")

    @property
    def how(self) -> str:
        """What one does."""
        return self._said("how")

    @property
    def note(self) -> str:
        """What is known about it, and what is not."""
        return self._said("note")


@cache
def bank() -> dict[str, Strategy]:
    """Every strategy by its code, in the order of the file."""
    rows = tomllib.loads(PATH.read_text(encoding="utf-8"))["strategy"]
    return {row["code"]: _strategy(row) for row in rows}


def _strategy(row: dict) -> Strategy:
    said = ("title", "how", "note")
    return Strategy(
        code=row["code"],
        domains=tuple(row["domains"]),
        ages=(row["ages"][0], row["ages"][1]),
        evidence=row["evidence"],
        source=row["source"],
        words={name: row[name] for each in said for name in (each, f"{each}_en")},
    )


def fitting(*, domain: str = "", age: int | None = None) -> list[Strategy]:
    """Those for this part of life and this age."""
    return [
        each
        for each in bank().values()
        if (not domain or domain in each.domains)
        and (age is None or each.ages[0] <= age <= each.ages[1])
    ]
