"""A month of a school's book as text: what is sealed, given out, and read back anywhere."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from lessons.rules.book import Edge, Finding, Line, findings

FORMAT = "school-safety/receipt-book/1"


@dataclass(frozen=True)
class Month:
    """`book` is the school's id, which every hash is bound to; no name and no answer stands here."""

    district: str
    school: str
    book: str
    month: str
    start: Edge
    end: Edge
    lines: tuple[Line, ...]

    @property
    def findings(self) -> list[Finding]:
        """What doesn't hold in it."""
        return findings(self.book, self.lines, start=self.start, end=self.end, month=self.month)

    def page_with(self, content: str) -> Line | None:
        """The page that speaks of this hash."""
        return next((line for line in self.lines if line.content == content), None)


def text_of(month: Month) -> bytes:
    """One line of JSON for the whole, then one for each page: readable, and the same every time."""
    head = {
        "format": FORMAT,
        "district": month.district,
        "school": month.school,
        "book": month.book,
        "month": month.month,
        "start": {"page": month.start.page, "hash": month.start.hash},
        "end": {"page": month.end.page, "hash": month.end.hash},
    }
    rows = [head, *(list(astuple(line)) for line in month.lines)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def read(text: bytes) -> Month | None:
    """The month as it stands there; none where it is no such file."""
    try:
        head, *rows = (json.loads(line) for line in text.decode().splitlines())
        return _month(head, rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _month(head: Mapping[str, Any], rows: list[list[Any]]) -> Month | None:
    if head["format"] != FORMAT:
        return None
    return Month(
        district=str(head["district"]),
        school=str(head["school"]),
        book=str(head["book"]),
        month=str(head["month"]),
        start=_edge(head["start"]),
        end=_edge(head["end"]),
        lines=tuple(_line(*row) for row in rows),
    )


def _edge(said: Mapping[str, Any]) -> Edge:
    return Edge(int(said["page"]), str(said["hash"]))


def _line(page: Any, *words: Any) -> Line:
    return Line(int(page), *(str(word) for word in words))
