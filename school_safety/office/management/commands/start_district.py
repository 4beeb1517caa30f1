"""manage.py start_district: the first day of a real district."""

import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from school_safety.kernel.refusals import Invalid, NotNow
from school_safety.office.starting import Envelope, start_district

CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,18}")
LETTER = """{name}

{url}/activate/

账号 · User name   {username}
激活码 · Code      {code}

在上面的页面输入账号和激活码，设一个自己的密码；然后装上验证器（两步登录）。
激活码只能用一次，14 天内有效，别人用过就会失效：打不开请马上说。
Choose a password of your own on that page, then set up the second step. The code works once, within
14 days; if it does not work, somebody else may have used it: say so at once.
"""


class Command(BaseCommand):
    help = "a real district on an empty database: two named founders, each with a sealed code"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--code", required=True, help="short and for ever, for example D1")
        parser.add_argument("--name", required=True)
        parser.add_argument("--name-en", default="")
        parser.add_argument(
            "--founder", action="append", required=True, metavar="NAME", help="give it twice"
        )
        parser.add_argument("--school", action="append", default=[], metavar="CODE=NAME")
        parser.add_argument("--hotline", action="append", default=[], metavar="NUMBER=NAME")
        parser.add_argument("--letters", type=Path, help="folder for the two letters")

    def handle(self, *args: Any, **options: Any) -> None:
        schools, hotlines = pairs(options["school"]), pairs(options["hotline"])
        for code in (options["code"], *schools):
            if not CODE.fullmatch(code):
                message = f"{code!r} is no code: a letter, then letters, digits or hyphens (19)"
                raise CommandError(message)
        folder = options["letters"] or Path(settings.DATA_DIR, "letters")
        ready(folder)
        try:
            envelopes = start_district(
                code=options["code"],
                name=options["name"],
                name_en=options["name_en"],
                founders=options["founder"],
                schools=schools,
                hotlines=[{"number": n, "name": t, "name_en": ""} for n, t in hotlines.items()],
                at=timezone.now(),
            )
        except NotNow:
            message = "This database has a district already; nothing was changed."
            raise CommandError(message) from None
        except Invalid:
            message = "A district is founded by two different people: --founder NAME --founder NAME"
            raise CommandError(message) from None
        for envelope in envelopes:
            self.stdout.write(f"written: {seal(folder, envelope)}")
        self.stdout.write(
            "Print each letter, hand it over in a closed envelope, and delete the file."
        )


def pairs(given: list[str]) -> dict[str, str]:
    """CODE=NAME, as often as given."""
    found = {}
    for text in given:
        key, mark, value = text.partition("=")
        if not (key.strip() and mark and value.strip()):
            message = f"{text!r} must look like CODE=NAME"
            raise CommandError(message)
        found[key.strip()] = value.strip()
    return found


def ready(folder: Path) -> None:
    """Before anything is founded: the letters can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = f"The letters cannot be written to {folder}: {error.strerror}"
        raise CommandError(message) from None
    if not os.access(folder, os.W_OK):
        message = f"The letters cannot be written to {folder}"
        raise CommandError(message)


def seal(folder: Path, envelope: Envelope) -> Path:
    """One founder's letter, readable by the account that runs this and nobody else."""
    path = folder / f"{envelope.username}.txt"
    return write(
        path,
        LETTER.format(
            name=envelope.name,
            username=envelope.username,
            code=envelope.code,
            url=settings.PUBLIC_URL,
        ),
    )


def write(path: Path, text: str) -> Path:
    """Mode 0600 from the first byte on."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return path
