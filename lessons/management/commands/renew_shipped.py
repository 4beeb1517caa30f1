"""`manage.py renew_shipped [--dry-run]`: after an upgrade, what came with it goes on the shelf."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lessons.actions.renewing import renew_shipped
from lessons.rules.shipping import Fate

SAID = {
    Fate.NEW: "new",
    Fate.RENEWED: "renewed",
    Fate.OURS: "edited here, left alone",
    Fate.GONE: "taken off the shelf here, left so",
}


class Command(BaseCommand):
    """One line for each page that is not as it was shipped."""

    help = "Publish shipped lessons, questions and guides that are new; what was edited here stays."

    def add_arguments(self, parser: CommandParser) -> None:
        """To look first."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Both languages of a page go together, so they are one line."""
        lines = renew_shipped(by=None, at=timezone.now(), pretend=options["dry_run"])
        for line in lines:
            if line.fate in SAID:
                draft = ", a draft: not published here" if line.fate == Fate.RENEWED else ""
                said = SAID[line.fate] + ("" if line.live else draft)
                self.stdout.write(f"{said}: {line.folder}/{line.slug} {line.title}")
        found = Counter(line.fate for line in lines)
        sums = ", ".join(f"{found[fate]} {fate}" for fate in Fate)
        self.stdout.write(f"{'Would be' if options['dry_run'] else 'Done'}: {sums}")
