"""Makes the two key files that production names, where they are not there yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school_safety.documents import sealing_key
from school_safety.vault import master


class Command(BaseCommand):
    help = "make the master key and the sealing key where VAULT_KEY_FILE and SEALING_KEY_FILE say"
    requires_system_checks: list[str] = []  # the keys' own checks would refuse before they exist

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = [
                (master.path(), master.make()),
                (sealing_key.path_of_key(), sealing_key.make()),
            ]
        except OSError as error:
            message = f"A key could not be written: {error.filename}: {error.strerror}"
            raise CommandError(message) from None
        for path, new in made:
            self.stdout.write(f"{'made' if new else 'kept'}: {path}")
        if any(new for _, new in made):
            self.stdout.write("Keep a copy of each away from the database and its backups.")
