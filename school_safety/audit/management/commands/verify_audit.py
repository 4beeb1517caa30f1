"""Is history whole? Exit 0 when it is; 1 with the first broken link named."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from school_safety.audit.verifying import verify


class Command(BaseCommand):
    help = "check every audit event, the chains of seals and their anchors"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            help="a file or folder with anchors that was kept elsewhere",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["path"] and not options["path"].exists():
            message = f"{options['path']} does not exist: give a file or folder of anchors"
            raise CommandError(message)
        report = verify(options["path"])
        if report.broken:
            more = f" (and {len(report.broken) - 1} more)" if len(report.broken) > 1 else ""
            message = f"BROKEN: {report.broken[0]}{more}"
            raise CommandError(message)
        self.stdout.write(
            f"intact: {report.events} events in {report.seals} seals, "
            f"{report.unsealed} not yet sealed, {report.anchored} anchors match"
        )
