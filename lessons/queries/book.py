"""Reading the book of receipts, and finding the first page that doesn't hold."""

from datetime import UTC
from typing import Any
from uuid import UUID

from lessons.models import Receipt, ReceiptFile
from lessons.rules import receipt_code
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
    """Whether this page still says what was written on it."""
    return receipt.entry_hash == link(receipt.previous_hash, entry_of(receipt))


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


def knows_file(sha256: str) -> bool:
    """Whether exactly this file was issued here."""
    return ReceiptFile.objects.filter(sha256=sha256).exists()
