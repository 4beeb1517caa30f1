"""Makes the key files that production names, where they are not there yet; replaces sealing keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from school_safety.documents import key_files
from school_safety.vault import master


class Command(BaseCommand):
    help = "make the master key and the sealing keys where the environment says"
    requires_system_checks: list[str] = []  # the keys' own checks would refuse before they exist

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--district",
            nargs="+",
            default=[],
            metavar="CODE",
            help="a sealing key of its own for each of these districts too",
        )
        parser.add_argument(
            "--replace",
            nargs="*",
            metavar="CODE",
            help="a new sealing key in place of these districts' (no code: of the installation's); "
            "what the old one sealed can still be checked",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["replace"] is not None:
                self._replace(options["replace"] or [key_files.OWN])
                return
            made = list(_made(options["district"]))
        except OSError as error:
            message = f"A key could not be written: {error.filename}: {error.strerror}"
            raise CommandError(message) from None
        except ValueError:
            message = "A sealing key there cannot be read; nothing was put in its place."
            raise CommandError(message) from None
        for path, new in made:
            self.stdout.write(f"{'made' if new else 'kept'}: {path}")
        if any(new for _, new in made):
            self.stdout.write("Keep a copy of each away from the database and its backups.")

    def _replace(self, districts: list[str]) -> None:
        for district in districts:
            path = key_files.path_of(district)
            if not path.exists():
                message = f"{path} is not there: `make_keys --district` makes a first one."
                raise CommandError(message)
            key_files.replace(district)
            self.stdout.write(f"replaced: {path} (certificates: {key_files.kept_beside(path)})")


def _made(districts: list[str]) -> Iterator[tuple[Path, bool]]:
    yield master.path(), master.make()
    for district in (key_files.OWN, *districts):
        yield key_files.path_of(district), key_files.make(district)
