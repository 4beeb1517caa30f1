"""Reading an exported book as anybody can: its seal, its pages, the join between two months."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.rules import book_file
from lessons.rules.book import Finding, gap
from lessons.rules.book_file import Month
from school_safety.documents import sealed_text
from school_safety.documents.sealed_text import OpenedText
from school_safety.documents.sealing_key import OWN, Known

SAID = {
    "missing": "page {page} is missing",
    "double": "page {page} is there twice, or does not belong here",
    "moved": "page {page} does not stand in its place",
    "changed": "page {page} was changed",
    "content": "page {page} no longer fits what it speaks of",
    "month": "page {page} was not written in this month",
    "end": "the book does not end with page {page} as it says",
    "gap": "does not join on to the month before (at page {page})",
}


@dataclass(frozen=True)
class Opened:
    """An export and everything that is wrong with it, in sentences."""

    month: Month | None
    wrong: tuple[str, ...]


def opened(name: str, data: bytes, ours: Sequence[Known] | None = None) -> Opened:
    """The seal first, then page by page: what was changed is named even where the seal is broken."""
    text = sealed_text.opened(data, among=ours)
    month = book_file.read(text.content)
    if month is None:
        return Opened(None, (f"{name}: is no receipt book of ours",))
    wrong = [f"{name}: {words}" for words in _broken_seal(text, month)]
    wrong += [f"{name}: {sentence(one)}" for one in month.findings]
    return Opened(month, tuple(wrong))


def _broken_seal(text: OpenedText, month: Month) -> list[str]:
    if not text.whole:
        return ["changed after it was sealed, or not sealed by this key"]
    if text.owner not in (OWN, month.district):
        return [f"a book of district {month.district}, sealed with the key of {text.owner}"]
    return []


def joins(months: list[tuple[str, Month]]) -> list[str]:
    """Months of one school follow one another: each begins where the one before it ended."""
    ordered = sorted(months, key=lambda one: (one[1].book, one[1].start.page, one[1].month))
    wrong = []
    for (_name, earlier), (name, later) in pairwise(ordered):
        found = gap(earlier.end, later.start) if earlier.book == later.book else None
        if found or (earlier.book == later.book and earlier.month >= later.month):
            wrong.append(f"{name}: {sentence(found or Finding('gap', later.start.page + 1))}")
    return wrong


def sentence(finding: Finding) -> str:
    """What was found, in words."""
    return SAID[finding.code].format(page=finding.page)
