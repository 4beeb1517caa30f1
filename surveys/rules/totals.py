"""Totals with what is missing made visible: a figure, or the range in which it must lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .form import Form, Item
from .packing import Choice


@dataclass(frozen=True)
class Bounds:
    """The lowest and the highest the total can be; equal when nothing decisive is missing."""

    low: Fraction
    high: Fraction

    @property
    def known(self) -> bool:
        """Is there one figure?"""
        return self.low == self.high

    def reaches(self, cut: float) -> bool | None:
        """At or above the cut: yes, no, or could still."""
        if self.low >= cut:
            return True
        return None if self.high >= cut else False


def criterion_met(item: Item, choice: Choice) -> bool | None:
    """Met at the named option value or above; unanswered is unknown, never no."""
    if choice is None:
        return None
    if item.met_at is None:
        return item.value(choice) > 0
    return item.value(choice) >= item.met_at


def _count(items: Sequence[Item], choices: Sequence[Choice]) -> Bounds:
    met = [criterion_met(item, choice) for item, choice in zip(items, choices, strict=True)]
    yes, open_ = met.count(True), met.count(None)
    return Bounds(Fraction(yes), Fraction(yes + open_))


def _sum(
    items: Sequence[Item], choices: Sequence[Choice], max_share: Fraction, *, zero: bool = False
) -> Bounds:
    """Prorate (mean of the answered times the number of items) up to the allowed share missing.

    `zero`: an instrument whose publisher counts an unanswered item as 0 once anything is answered.
    """
    known = [
        item.value(choice)
        for item, choice in zip(items, choices, strict=True)
        if choice is not None
    ]
    missing = len(items) - len(known)
    if not missing or (zero and known):
        total = Fraction(sum(known))
        return Bounds(total, total)
    if known and missing <= int(max_share * len(items)):
        total = Fraction(sum(known) * len(items), len(known))
        return Bounds(total, total)
    lowest = sum(
        min(item.values) for item, choice in zip(items, choices, strict=True) if choice is None
    )
    highest = sum(
        max(item.values) for item, choice in zip(items, choices, strict=True) if choice is None
    )
    return Bounds(Fraction(sum(known) + lowest), Fraction(sum(known) + highest))


def total(form: Form, choices: Sequence[Choice], scale: str = "total") -> Bounds:
    """One scale of a form. Counts are never prorated."""
    how: Mapping[str, Any] = (
        form.scoring if scale == "total" else {**form.scoring, **form.scoring["subscales"][scale]}
    )
    members = form.members(scale)
    items = [form.items[form.position[name]] for name in members]
    answers = [choices[form.position[name]] for name in members]
    kind = how.get("method", how["total"])
    if kind == "count":
        return _count(items, answers)
    gaps = how.get("missing", {})
    share = Fraction(str(gaps.get("max_share", 0)))
    bounds = _sum(items, answers, share, zero=gaps.get("rule") == "zero")
    if kind == "mean" and items:
        return Bounds(bounds.low / len(items), bounds.high / len(items))
    return bounds
