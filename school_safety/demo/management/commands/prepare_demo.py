"""Brings the demo to where it can be served: files, tables, and a district to look at."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from school_safety.demo import tables
from school_safety.demo.story.sizes import SIZES
from school_safety.schools.models import District

OURS = ("main.sqlite3", "volatile.sqlite3", "media", "mail", "keys", "demo", "built", "static")


class Command(BaseCommand):
    help = "migrate, build and seed the embedded demo (quick when it already stands)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", default="small", choices=SIZES)
        parser.add_argument("--fresh", action="store_true", help="throw the old demo away first")
        parser.add_argument("--serve", type=int, metavar="PORT", help="and then serve it there")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            message = "This is not the demo: DATABASE_URL is set or DEMO is off"
            raise CommandError(message)
        if options["fresh"]:
            start_over(settings.DATA_DIR)
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        call_command("build_static")
        if tables.behind():
            tables.build()
        if not District.objects.exists():
            self.seed(options["size"])
        if options["serve"]:
            call_command("serve", port=options["serve"])

    def seed(self, size: str) -> None:
        if "seed_demo" not in get_commands():
            return
        manifest = settings.DATA_DIR / "demo" / "manifest.json"
        manifest.parent.mkdir(parents=True, exist_ok=True)
        self.stdout.write(f"Seeding the demo district ({size}) ...")
        self.stdout.flush()
        call_command("seed_demo", seed=7, size=size, manifest=str(manifest))


def start_over(data: Path) -> None:
    """Removes only what the demo itself made."""
    for name in OURS:
        for path in data.glob(f"{name}*"):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
