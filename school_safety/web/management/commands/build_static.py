"""Builds what is served as files: catalogues, stylesheets, collected and compressed files."""

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "compile catalogues, build stylesheets, collect static files (quick when unchanged)"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="collect even what is fresh")
        parser.add_argument("--no-collect", action="store_true", help="build only")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("compile_catalogues", verbosity=0)
        build_stylesheets()
        if options["no_collect"]:
            return
        stamp = Path(settings.STATIC_ROOT) / "collected-from"
        wanted = fingerprint()
        if options["force"] or not stamp.exists() or stamp.read_text() != wanted:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(wanted)


def build_stylesheets() -> None:
    Path(settings.DATA_DIR, "built").mkdir(parents=True, exist_ok=True)
    if importlib.util.find_spec("school_safety.web.assets"):
        importlib.import_module("school_safety.web.assets").build()


def fingerprint() -> str:
    """Names, sizes and times of every file that would be collected."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            digest.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
