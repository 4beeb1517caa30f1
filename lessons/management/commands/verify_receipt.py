"""`manage.py verify_receipt FILE.pdf`: exit 0 intact, 1 with what doesn't hold.

With `--book` it asks no database: the exports of a school's book that lie beside the file are enough,
and `--certificate` names whose seals are meant.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons import queries
from lessons.queries import exported
from school_safety.documents import sealing, sealing_key
from school_safety.documents.sealing_key import Known


class Command(BaseCommand):
    """Checks the seal, then whether exactly this file was issued here."""

    help = "Check the seal of a receipt: exit 0 intact, 1 changed or not ours."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what to hold it against."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--book", type=Path, nargs="+", default=[], help="exports (.p7m) of the school's book"
        )
        parser.add_argument(
            "--certificate", type=Path, help="the seals' certificates (PEM); by default all of ours"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what was found."""
        path: Path = options["file"]
        content = bytes_of(path)
        ours = certificates_of(options["certificate"])
        report = sealing.check(content, among=ours)
        broken = _first_broken(report)
        if broken:
            message = f"{path.name}: {broken}"
            raise CommandError(message)
        note = _in_books(report, options["book"], ours) if options["book"] else _here(content)
        key = f" with the key of district {report.owner}" if report.owner else ""
        self.stdout.write(
            f"{path.name}: intact, sealed {report.signed_at:%Y-%m-%d %H:%M:%S %Z}{key}{note}"
        )


def bytes_of(path: Path) -> bytes:
    """The file, or a sentence."""
    if not path.is_file():
        message = f"{path}: there is no such file"
        raise CommandError(message)
    return path.read_bytes()


def certificates_of(path: Path | None) -> Sequence[Known]:
    """The named certificates, else all of our own."""
    if path is None:
        return sealing_key.known()
    try:
        return sealing_key.from_pem(bytes_of(path))
    except ValueError:
        message = f"{path}: is no certificate (PEM)"
        raise CommandError(message) from None


def _here(content: bytes) -> str:
    known = queries.file_verdict(content).code == "intact"
    return "" if known else " (sealed here, but its receipt is not in this database)"


def _in_books(report: sealing.SealReport, paths: list[Path], ours: Sequence[Known]) -> str:
    """Which page of which export speaks of exactly this file; every export must hold by itself."""
    there = [exported.opened(path.name, bytes_of(path), ours) for path in paths]
    broken = next((said for one in there for said in one.wrong), None)
    if broken:
        raise CommandError(broken)
    for one in there:
        line = one.month and one.month.page_with(report.sha256)
        if one.month and line:
            return f", page {line.page} of the book of {one.month.school}, {one.month.month}"
    message = "the seal holds, but no page of these books speaks of this file"
    raise CommandError(message)


def _first_broken(report: sealing.SealReport) -> str:
    steps = (
        (report.sealed, "bears no seal of ours"),
        (report.intact, "changed after it was sealed"),
        (report.valid, "the seal does not fit its certificate"),
        (report.trusted, "sealed with a key that is not ours"),
        (report.covers_all, "something was added after the seal"),
    )
    return next((words for holds, words in steps if not holds), "")
