"""The clock's door: run what is due, once or for as long as the process lives."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from school_safety.clock import scheduler


class Command(BaseCommand):
    help = "run the jobs that are due"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="until SIGTERM or Ctrl-C")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["forever"]:
            for name in scheduler.tick():
                self.stdout.write(name)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        scheduler.run_forever(stop)
