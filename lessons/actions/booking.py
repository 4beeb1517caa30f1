"""The books of receipts: each entry is bound to the last one, under a lock.

The district's book holds the answers themselves; the school's holds a page for each of them and for
each sealed file, hashes only, and is what is given out every month.
"""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from lessons.choices import PageKind
from lessons.models import BookPage, PersonalLetter, Receipt, ReceiptBook, SchoolBook
from lessons.queries.book import entry_of
from lessons.rules import receipt_code
from lessons.rules.book import hash_of
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
    write_page(receipt, PageKind.ANSWER, receipt.entry_hash, at=at)
    return receipt


def write_page(receipt: Receipt, kind: PageKind, content: str, *, at: datetime) -> BookPage:
    """The next page of the school's book; called inside the transaction of what it speaks of."""
    school_id = receipt.letter.dispatch.school_id
    SchoolBook.objects.get_or_create(school_id=school_id)
    book = SchoolBook.objects.select_for_update().get(school_id=school_id)
    moment, number = max(at, book.last_at or at).astimezone(UTC), book.last_page + 1
    page_hash = hash_of(
        str(school_id),
        book.last_hash,
        page=number,
        kind=kind,
        written_at=moment.isoformat(),
        content=content,
    )
    page = BookPage.objects.create(
        district_id=receipt.district_id,
        school_id=school_id,
        number=number,
        kind=kind,
        receipt=receipt.pk,
        content=content,
        written_at=moment,
        previous_hash=book.last_hash,
        page_hash=page_hash,
    )
    book.last_page, book.last_hash, book.last_at = number, page_hash, moment
    book.save(update_fields=["last_page", "last_hash", "last_at"])
    return page
