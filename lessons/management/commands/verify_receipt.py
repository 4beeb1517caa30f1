"""`manage.py verify_receipt FILE.pdf`: exit 0 intact, 1 with what doesn't hold."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons import queries
from school_safety.documents import sealing


class Command(BaseCommand):
    """Checks the seal, then whether exactly this file was issued here."""

    help = "Check the seal of a receipt: exit 0 intact, 1 changed or not ours."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line what was found."""
        path: Path = options["file"]
        if not path.is_file():
            message = f"{path}: there is no such file"
            raise CommandError(message)
        content = path.read_bytes()
        report = sealing.check(content)
        broken = _first_broken(report)
        if broken:
            message = f"{path.name}: {broken}"
            raise CommandError(message)
        known = queries.file_verdict(content).code == "intact"
        note = "" if known else " (sealed here, but its receipt is not in this database)"
        self.stdout.write(
            f"{path.name}: intact, sealed {report.signed_at:%Y-%m-%d %H:%M:%S %Z}{note}"
        )


def _first_broken(report: sealing.SealReport) -> str:
    steps = (
        (report.sealed, "bears no seal of ours"),
        (report.intact, "changed after it was sealed"),
        (report.valid, "the seal does not fit its certificate"),
        (report.trusted, "sealed with a key that is not ours"),
        (report.covers_all, "something was added after the seal"),
    )
    return next((words for holds, words in steps if not holds), "")
