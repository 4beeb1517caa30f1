"""manage.py break_glass: the way back in for a founder or operator whom nobody else can help."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from school_safety.kernel.refusals import Absent, Invalid
from school_safety.office.actions.glass import LONGEST, SHORTEST_REASON, break_glass

from .start_district import ready, write

LETTER = """{username}

{url}/activate/

激活码 · Code      {code}

{hours} 小时内有效，只能用一次；本区的工作人员和审计员都收到了通知。
Good for {hours} hours and once; every official and auditor of the district has been told.
"""


class Command(BaseCommand):
    help = "a time-limited activation code for a locked-out founder or operator; everybody is told"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", required=True, metavar="NAME", help="the user name")
        parser.add_argument("--reason", required=True, help="20 characters or more; it is kept")
        parser.add_argument("--hours", type=int, default=LONGEST, help="4 at most")
        parser.add_argument("--letters", type=Path, help="folder for the code")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["letters"] or Path(settings.DATA_DIR, "letters")
        ready(folder)
        name, hours = options["user"], options["hours"]
        try:
            code = break_glass(
                username=name, reason=options["reason"], hours=hours, at=timezone.now()
            )
        except Invalid as refusal:
            words = {
                "reason": f"The reason must say why, in {SHORTEST_REASON} characters or more.",
                "hours": f"Between 1 and {LONGEST} hours.",
            }
            raise CommandError(words[next(iter(refusal.fields))]) from None
        except Absent:
            message = (
                "There is no open account of a district official, auditor or operator by that name."
                " Everybody else gets a letter printed on the pages under People."
            )
            raise CommandError(message) from None
        text = LETTER.format(username=name, url=settings.PUBLIC_URL, code=code, hours=hours)
        self.stdout.write(f"written: {write(folder / f'{name}-glass.txt', text)}")
        self.stdout.write("Every official and auditor of the district has been told.")
