"""manage.py seed_demo: the demo district of the outside contract."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from school_safety.demo.seeding import AlreadyTold, seed
from school_safety.demo.story.sizes import SIZES


class Command(BaseCommand):
    """Builds it once, on an empty database, through the public actions only."""

    help = "Seed the demo district and write its manifest; needs an empty, migrated database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--size", choices=SIZES, default="small")
        parser.add_argument("--manifest", type=Path, default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_URL and not settings.DEMO:
            self.stderr.write(_("提醒：这会把虚构的学校写进 DATABASE_URL 指的数据库。"))
        path = Path(options["manifest"] or settings.DATA_DIR / "demo" / "manifest.json")
        try:
            story = seed(
                seed=options["seed"],
                size=options["size"],
                path=path,
                now=timezone.now(),
                say=self.stdout.write,
            )
        except AlreadyTold as refusal:
            raise CommandError(
                _("数据库里已经有学区，没有写入任何内容。演示数据只能建在空的数据库里。")
            ) from refusal
        self.stdout.write(
            _("演示区建好了：{accounts} 个账号，{marks} 处标记，清单在 {path}").format(
                accounts=len(story.accounts), marks=len(story.canaries.marks), path=path
            )
        )
