"""The worker's door: does what was queued, for as long as the process lives."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from school_safety.clock.worker import LivelyWorker


class Command(BaseCommand):
    help = "do queued tasks until SIGTERM or Ctrl-C"

    def handle(self, *args: Any, **options: Any) -> None:
        worker = LivelyWorker(get_random_string(32))
        worker.configure_signals()
        worker.run()
