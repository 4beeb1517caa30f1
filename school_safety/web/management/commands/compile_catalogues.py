"""Merges the rooms' parts into catalogues; --missing lists what still has no English."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from school_safety.web import catalogues, spoken

FOLDERS = ("school_safety", "lessons", "surveys", "interventions", "templates")


class Command(BaseCommand):
    help = "merge and compile translations (quick when nothing changed)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="compile even what is fresh")
        parser.add_argument("--missing", action="store_true", help="list messages without English")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.LOCALE_PATHS[0])
        try:
            for path in catalogues.compile_all(root, force=options["force"]):
                if options["verbosity"]:
                    self.stdout.write(f"{path.parent.parent.name}: {path.name}")
        except catalogues.ClashError as clash:
            raise CommandError(str(clash)) from None
        if options["missing"]:
            self.list_missing(root)

    def list_missing(self, root: Path) -> None:
        known = {
            (entry.msgctxt, entry.msgid)
            for catalogue in catalogues.catalogues(root)
            if catalogue.locale == "en"
            for entry in catalogues.merge(catalogue)
            if entry.translated()
        }
        lacking = 0
        for message in spoken.everywhere(settings.BASE_DIR, FOLDERS):
            if (message.context, message.text) not in known:
                lacking += 1
                where = message.path.relative_to(settings.BASE_DIR)
                self.stdout.write(f"{where}:{message.line}: {message.text}")
        if lacking:
            raise CommandError(f"{lacking} without English")
