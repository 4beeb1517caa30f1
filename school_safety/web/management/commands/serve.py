"""Web server, worker and clock of one machine, in one command; Ctrl-C ends all of them."""

import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from school_safety.clock import stale
from school_safety.web.processes import Child, Supervisor

UNROUTED = ("192.0.2.1", 9)  # a documentation address: choosing a route to it sends nothing


class Command(BaseCommand):
    help = "start the web server, the workers and the clock together"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="0.0.0.0", help="the address to listen on")  # noqa: S104
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument(
            "--threads", type=int, default=16, help="clients a web process listens to at once"
        )
        parser.add_argument("--workers", type=int, default=1, help="workers for queued tasks")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if in_use(options["host"], port):
            message = f"Port {port} is in use: choose another one, for example PORT={port + 1}"
            raise CommandError(message)
        embedded = not settings.DATABASE_URL
        if embedded:
            # Nobody else works on this file: what still says RUNNING was cut off.
            stale.revive(at=timezone.now())
        self.announce(port)
        children = [web(options), clock(), *(worker(n + 1) for n in range(options["workers"]))]
        sys.exit(Supervisor(children).run())

    def announce(self, port: int) -> None:
        lines = [f"  this machine    http://localhost:{port}/"]
        if address := local_address():
            lines.append(f"  this network    http://{address}:{port}/")
        if settings.DEMO:
            lines.append(f"  demo sign-in    http://localhost:{port}/demo/")
        self.stdout.write(
            "\n".join(["", "护航校园 · School Safety", *lines, "", "Ctrl-C stops it.", ""])
        )
        self.stdout.flush()


def web(options: dict[str, Any]) -> Child:
    os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "school_safety.wsgi:application"),
        *("--host", options["host"], "--port", str(options["port"])),
        *("--workers", str(options["web_processes"])),
        *("--blocking-threads", str(options["threads"])),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        # A warning would be about the threads: they only listen, see web/lane.py.
        *("--no-ws", "--log-level", "error"),
    ]
    return Child("web", command, essential=True)


def worker(number: int) -> Child:
    return Child(f"worker {number}", manage("work"))


def clock() -> Child:
    """The scheduler, in a process of its own: a slow job holds nothing else up."""
    return Child("clock", [*manage("tick"), "--forever"])


def manage(command: str) -> list[str]:
    """A management command with the settings of this process, which has done the checks."""
    return [
        *(sys.executable, "-m", "django", command, "--settings", settings.SETTINGS_MODULE),
        *("--pythonpath", str(settings.BASE_DIR), "--skip-checks"),
    ]


def in_use(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def local_address() -> str:
    """This machine's address on its network, or nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(UNROUTED)
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
    return "" if address.startswith("127.") else address
