"""`manage.py verify_book [EXPORT.p7m ...]`: exit 0 where all holds, 1 with what doesn't, page by page.

With files it needs no database; without, it reads every school's book here and its kept exports.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons.management.commands.verify_receipt import bytes_of, certificates_of
from lessons.models import BookExport, SchoolBook
from lessons.queries import book, exported


class Command(BaseCommand):
    """Checks books of receipts."""

    help = "Check receipt books: exports given as files, or all books of this database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Exports, and whose seal is meant."""
        parser.add_argument("files", type=Path, nargs="*")
        parser.add_argument(
            "--certificate", type=Path, help="the seals' certificates (PEM); by default all of ours"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each finding, or one that all holds."""
        ours = certificates_of(options["certificate"])
        given = [(path.name, bytes_of(path)) for path in options["files"]]
        wrong = [] if given else list(_books())
        months = []
        for name, content in given or _kept():
            read = exported.opened(name, content, ours)
            wrong += read.wrong
            months += [(name, read.month)] if read.month else []
        wrong += exported.joins(months)
        if wrong:
            raise CommandError("\n".join(wrong))
        pages = sum(len(month.lines) for _name, month in months)
        self.stdout.write(f"{len(months)} months, {pages} pages: all of it holds")


def _books() -> Iterator[str]:
    for held in SchoolBook.objects.select_related("school").order_by("school__code"):
        for found in book.school_findings(held.school_id):
            yield f"book of {held.school.code}: {exported.sentence(found)}"


def _kept() -> Iterator[tuple[str, bytes]]:
    rows = BookExport.objects.select_related("school").order_by("school__code", "month")
    for row in rows.iterator():
        yield f"{row.school.code} {row.month:%Y-%m}", bytes(row.content)
