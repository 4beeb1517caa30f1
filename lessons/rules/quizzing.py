"""Questions as a class is asked them, and what becomes of the sheets. Plain Python.

A question is a table as kept with the run: code, form, version, key (from 1), texts per language.
Counts go with the questions: one list per question, a number per option and last "not sure";
None where that form did not ask it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Question = Mapping[str, Any]
Counts = list[list[int] | None]
ALL = ""


def other(form: str) -> str:
    """A class that began with one form goes on with the other."""
    return "a" if form == "b" else "b"


def asked(items: Sequence[Question], form: str) -> list[int]:
    """The places of the questions that this form asks, in order."""
    return [place for place, item in enumerate(items) if item["form"] in (ALL, form)]


def pairs(items: Sequence[Question], first: str) -> list[tuple[int, int]]:
    """Place before and place after of what is asked both times."""
    later = {items[place]["code"]: place for place in asked(items, other(first))}
    return [
        (place, later[items[place]["code"]])
        for place in asked(items, first)
        if items[place]["code"] in later
    ]


def options(item: Question) -> int:
    """How many options there are, without "not sure"."""
    return len(next(iter(item["texts"].values()))["options"])


def tallied(
    items: Sequence[Question], form: str, sheets: Sequence[Sequence[int | None]]
) -> tuple[Counts, list[int]]:
    """Sheets as counts per option, and how many had none, one, two … right."""
    places = asked(items, form)
    counts: Counts = [None] * len(items)
    for place in places:
        counts[place] = [0] * (options(items[place]) + 1)
    marks = [0] * (len(places) + 1)
    for sheet in sheets:
        for place, answer in zip(places, sheet, strict=True):
            row = counts[place]
            if row is not None:
                row[len(row) - 1 if answer is None else answer] += 1
        marks[right(items, form, sheet)] += 1
    return counts, marks


def right(items: Sequence[Question], form: str, sheet: Sequence[int | None]) -> int:
    """How many answers of a sheet hold."""
    places = asked(items, form)
    return sum(
        items[place]["key"] - 1 == answer for place, answer in zip(places, sheet, strict=True)
    )


def knew(item: Question, counts: Sequence[int]) -> tuple[int, int]:
    """How many were right, of how many."""
    return counts[item["key"] - 1], sum(counts)
