"""Is this receipt what was issued? The answer names nobody."""

from dataclasses import dataclass
from datetime import datetime

from school_safety.documents import own_seal, sealing
from school_safety.schools.models import District

from . import book


@dataclass(frozen=True)
class Verdict:
    """`code` chooses the sentence: intact, changed, unknown_file, known_code, unknown_code."""

    code: str
    good: bool
    signed_at: datetime | None = None
    page: int | None = None  # of the school's book
    district: District | None = None  # whose own key sealed it; none where the installation's did


def file_verdict(content: bytes) -> Verdict:
    """A file is judged by its seal, and by whether exactly these bytes stand in a book.

    Only what a key of ours has signed is parsed: a hostile file gets no further than its signature.
    """
    if not own_seal.is_ours(content):
        return Verdict("changed", good=False)
    report = sealing.check(content)
    if not report.whole:
        return Verdict("changed", good=False)
    page = book.page_of_file(report.sha256)
    if page is None:
        return Verdict("unknown_file", good=False, signed_at=report.signed_at)
    named = District.objects.filter(code=report.owner).first()
    return Verdict("intact", True, report.signed_at, page, named)


def code_verdict(typed: str) -> Verdict:
    """A code only says that such a receipt exists and that its page in the book holds."""
    receipt = book.by_code(typed)
    if receipt is None:
        return Verdict("unknown_code", good=False)
    if not book.holds(receipt):
        return Verdict("changed", good=False)
    page = book.page_of(receipt)
    return Verdict("known_code", good=True, signed_at=receipt.signed_at, page=page)
