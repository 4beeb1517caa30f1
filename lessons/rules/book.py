"""A school's receipt book as plain lines: each page holds on to the one before it.

What a page says is a hash: of an answer (bound to a random key, so that nobody can guess it back) or
of a whole file. Lines can be shown to anybody and checked without us.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lessons.rules.hashes import FIRST, fingerprint

ANSWER, FILE = "answer", "file"
HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Line:
    """One page. `written_at` is UTC in ISO form; `content` what was written, `hash` the page's own."""

    page: int
    kind: str
    written_at: str
    content: str
    hash: str


@dataclass(frozen=True)
class Edge:
    """Where a stretch of the book begins or ends: the last page before it, or its own last."""

    page: int = 0
    hash: str = FIRST


@dataclass(frozen=True)
class Finding:
    """What doesn't hold, and where: missing, double, moved, changed, month, end, gap."""

    code: str
    page: int


def hash_of(
    book: str, previous: str, *, page: int, kind: str, written_at: str, content: str
) -> str:
    """A page's own hash: bound to the school's book, to its place and to the page before it."""
    return fingerprint(
        {
            "at": written_at,
            "book": book,
            "content": content,
            "kind": kind,
            "page": page,
            "previous": previous,
        }
    )


def month_of(written_at: str) -> str:
    """The month of a page as people here count it: 2026-11."""
    return f"{datetime.fromisoformat(written_at).astimezone(HERE):%Y-%m}"


def findings(
    book: str, lines: Sequence[Line], *, start: Edge, end: Edge, month: str = ""
) -> list[Finding]:
    """Everything that doesn't hold in this stretch, each with its page; nothing where all does."""
    found = [*_places([line.page for line in lines], range(start.page + 1, end.page + 1))]
    known = {start.page: start.hash, **{line.page: line.hash for line in lines}}
    for line in sorted(lines, key=lambda line: line.page):
        previous = known.get(line.page - 1)
        if previous is not None and line.hash != again(book, previous, line):
            found.append(Finding("changed", line.page))
        if month and month_of(line.written_at) != month:
            found.append(Finding("month", line.page))
    if not found and known.get(end.page) != end.hash:
        found.append(Finding("end", end.page))
    return found


def gap(earlier: Edge, later: Edge) -> Finding | None:
    """Whether one stretch begins where the one before it ended."""
    return None if earlier == later else Finding("gap", later.page + 1)


def again(book: str, previous: str, line: Line) -> str:
    """The hash this line should have after that one."""
    return hash_of(
        book,
        previous,
        page=line.page,
        kind=line.kind,
        written_at=line.written_at,
        content=line.content,
    )


def _places(pages: Sequence[int], expected: range) -> Iterator[Finding]:
    """Pages that are not there, there twice, or not in their place."""
    there = set(pages)
    yield from (Finding("missing", page) for page in expected if page not in there)
    yield from (Finding("double", page) for page in _doubles(pages, expected))
    moved = next(
        (page for page, due in zip(pages, sorted(pages), strict=True) if page != due), None
    )
    if moved is not None:
        yield Finding("moved", moved)


def _doubles(pages: Iterable[int], expected: range) -> Iterator[int]:
    seen: set[int] = set()
    for page in pages:
        if page in seen or page not in expected:
            yield page
        seen.add(page)
