"""New keys without downtime. Without an option: wrap the data keys under the file's first line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from school_safety.office.rotating import rotate
from school_safety.vault.errors import KeyTrouble, SealBroken


class Command(BaseCommand):
    help = "rotate the master key, the districts' data keys, or seal all rows anew"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new-master", action="store_true", help="make a new master key")
        parser.add_argument("--new-data-keys", action="store_true", help="and new data keys")
        parser.add_argument(
            "--reseal", action="store_true", help="seal all rows under the newest data keys"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = rotate(
                master=options["new_master"],
                data_keys=options["new_data_keys"],
                rows=options["reseal"],
                at=timezone.now(),
            )
        except (KeyTrouble, SealBroken) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(
            f"{counts.wrapped} data keys wrapped anew, {counts.made} made, "
            f"{counts.sealed} values sealed anew"
        )
