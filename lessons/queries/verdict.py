"""Is this receipt what was issued? The answer names nobody."""

from dataclasses import dataclass
from datetime import datetime

from school_safety.documents import sealing

from . import book


@dataclass(frozen=True)
class Verdict:
    """`code` chooses the sentence: intact, changed, unknown_file, known_code, unknown_code."""

    code: str
    good: bool
    signed_at: datetime | None = None


def file_verdict(content: bytes) -> Verdict:
    """A file is judged by its seal, and by whether exactly these bytes were issued here."""
    report = sealing.check(content)
    if report.whole and book.knows_file(report.sha256):
        return Verdict("intact", good=True, signed_at=report.signed_at)
    if report.whole:
        return Verdict("unknown_file", good=False, signed_at=report.signed_at)
    return Verdict("changed", good=False)


def code_verdict(typed: str) -> Verdict:
    """A code only says that such a receipt exists and that its page in the book holds."""
    receipt = book.by_code(typed)
    if receipt is None:
        return Verdict("unknown_code", good=False)
    if not book.holds(receipt):
        return Verdict("changed", good=False)
    return Verdict("known_code", good=True, signed_at=receipt.signed_at)
