"""Reading the books of receipts, and finding the first page that doesn't hold."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lessons.choices import PageKind
from lessons.models import BookPage, Receipt, ReceiptFile, SchoolBook
from lessons.rules import book as rules
from lessons.rules import receipt_code
from lessons.rules.book import Edge, Finding, Line
from lessons.rules.hashes import FIRST, fingerprint, link


def entry_of(receipt: Receipt) -> dict[str, Any]:
    """What the entry's hash covers: words, answer, signature, who, when."""
    return {
        "id": str(receipt.pk),
        "code": receipt.code,
        "letter": str(receipt.letter_id),
        "key": str(receipt.key),
        "answers": fingerprint(receipt.answers),
        "signature": fingerprint(receipt.signature),
        "language": receipt.language,
        "text_hash": receipt.text_hash,
        "account": str(receipt.account_id),
        "channel": receipt.channel,
        "signed_at": receipt.signed_at.astimezone(UTC).isoformat(),
        "sequence": receipt.sequence,
    }


def holds(receipt: Receipt) -> bool:
    """Whether this entry still says what was written, and stands in the school's book as it is."""
    kept = receipt.entry_hash == link(receipt.previous_hash, entry_of(receipt))
    return kept and _page_holds(receipt.pk, PageKind.ANSWER, receipt.entry_hash)


def page_of(receipt: Receipt) -> int:
    """Its page in the school's book."""
    page = BookPage.objects.get(receipt=receipt.pk, kind=PageKind.ANSWER)
    return page.number


def first_broken(district_id: UUID) -> int | None:
    """The sequence of the first page that was edited, removed or put in; none where all hold."""
    previous, expected = FIRST, 1
    for receipt in Receipt.objects.filter(district_id=district_id).order_by("sequence").iterator():
        kept = receipt.sequence == expected and receipt.previous_hash == previous
        if not kept or not holds(receipt):
            return expected
        previous, expected = receipt.entry_hash, expected + 1
    return None


def by_code(typed: str) -> Receipt | None:
    """The receipt with this code, as typed."""
    code = receipt_code.normal(typed)
    return Receipt.objects.filter(code=code).first() if code else None


def page_of_file(sha256: str) -> int | None:
    """The page of exactly this file; none where it was not issued here, or its page doesn't hold."""
    kept = ReceiptFile.objects.filter(sha256=sha256).values_list("receipt_id", flat=True).first()
    if kept is None or not _page_holds(kept, PageKind.FILE, sha256):
        return None
    return BookPage.objects.get(receipt=kept, kind=PageKind.FILE).number


def _page_holds(receipt_id: UUID, kind: PageKind, content: str) -> bool:
    page = BookPage.objects.filter(receipt=receipt_id, kind=kind).first()
    if page is None or page.content != content:
        return False
    line = line_of(page)
    return line.hash == rules.again(str(page.school_id), page.previous_hash, line)


def line_of(page: BookPage) -> Line:
    """The page as anybody may see it."""
    moment = page.written_at.astimezone(UTC).isoformat()
    return Line(page.number, page.kind, moment, page.content, page.page_hash)


def lines_of(school_id: UUID, *, since: datetime, until: datetime) -> list[Line]:
    """The pages written in that time, in their order."""
    rows = BookPage.objects.filter(school_id=school_id, written_at__gte=since, written_at__lt=until)
    return [line_of(page) for page in rows.order_by("number").iterator()]


def first_written(school_id: UUID) -> datetime | None:
    """When the school's first page was written."""
    rows = BookPage.objects.filter(school_id=school_id).order_by("number")
    return rows.values_list("written_at", flat=True).first()


def edge_before(school_id: UUID, moment: datetime) -> Edge:
    """The last page written before that moment."""
    rows = BookPage.objects.filter(school_id=school_id, written_at__lt=moment)
    last = rows.order_by("-number").first()
    return Edge(last.number, last.page_hash) if last else Edge()


def school_findings(school_id: UUID) -> list[Finding]:
    """What doesn't hold in a school's whole book: its pages, and what they speak of."""
    held = SchoolBook.objects.filter(school_id=school_id).first()
    end = Edge(held.last_page, held.last_hash) if held else Edge()
    pages = BookPage.objects.filter(school_id=school_id).order_by("number")
    lines = [line_of(page) for page in pages.iterator()]
    found = rules.findings(str(school_id), lines, start=Edge(), end=end)
    found += _contents(pages)
    return sorted(found, key=lambda one: one.page)


def _contents(pages: Any) -> list[Finding]:
    entries = _now(Receipt.objects, pages, PageKind.ANSWER, "pk", "entry_hash")
    files = _now(ReceiptFile.objects, pages, PageKind.FILE, "receipt_id", "sha256")
    now = {PageKind.ANSWER: entries, PageKind.FILE: files}
    return [
        Finding("content", page.number)
        for page in pages.iterator()
        if now[PageKind(page.kind)].get(page.receipt, page.content) != page.content
    ]


def _now(rows: Any, pages: Any, kind: PageKind, key: str, value: str) -> dict[UUID, str]:
    there = pages.filter(kind=kind).values("receipt")
    return dict(rows.filter(**{f"{key}__in": there}).values_list(key, value))
