"""The book of receipts: the next page is bound to the last one, under a lock per district."""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lessons.models import PersonalLetter, Receipt, ReceiptBook
from lessons.queries.book import entry_of
from lessons.rules import receipt_code
from lessons.rules.hashes import link


def enter(
    *,
    letter: PersonalLetter,
    key: UUID,
    answers: dict[str, Any],
    signature: dict[str, str],
    language: str,
    text_hash: str,
    by: Any,
    at: datetime,
    channel: str = "web",
) -> Receipt:
    """Write the next receipt; called inside the transaction of the answer."""
    ReceiptBook.objects.get_or_create(district_id=letter.district_id)
    book = ReceiptBook.objects.select_for_update().get(district_id=letter.district_id)
    receipt = Receipt(
        district_id=letter.district_id,
        letter=letter,
        key=key,
        code=receipt_code.make(secrets.choice),
        answers=answers,
        signature=signature,
        language=language,
        text_hash=text_hash,
        account=by,
        channel=channel,
        signed_at=at.astimezone(UTC),
        sequence=book.last_sequence + 1,
        previous_hash=book.last_hash,
    )
    receipt.entry_hash = link(book.last_hash, entry_of(receipt))
    receipt.save(force_insert=True)
    book.last_sequence, book.last_hash = receipt.sequence, receipt.entry_hash
    book.save(update_fields=["last_sequence", "last_hash"])
    return receipt
