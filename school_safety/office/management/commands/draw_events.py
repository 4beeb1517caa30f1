"""Writes the page of the reference that shows what is remembered; --check only compares."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from school_safety.office.drawing_events import drawing

PATH = Path(settings.BASE_DIR) / "school_safety" / "docs" / "reference" / "events.md"


class Command(BaseCommand):
    help = "Draw the event catalogue into the reference; --check fails where code and page differ"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        drawn = drawing()
        if not options["check"]:
            PATH.write_text(drawn, encoding="utf-8")
            self.stdout.write(str(PATH.relative_to(settings.BASE_DIR)))
        elif not PATH.exists() or PATH.read_text(encoding="utf-8") != drawn:
            message = "events.md is not what the code says: run manage.py draw_events"
            raise CommandError(message)
