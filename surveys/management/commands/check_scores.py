"""manage.py check_scores: stored scores and bands once more from the sealed answers."""

import json
import time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.actions.rescoring import check_scores
from surveys.models import Wave


class Command(BaseCommand):
    """Writes one line of history and nothing else; exit 1 where a score differs."""

    help = "Score all stored answers (or those of a wave or a district) again and compare."

    requires_system_checks = ()  # they import every page, which is memory for nothing

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wave", metavar="ID", default="")
        parser.add_argument("--district", metavar="CODE", default="")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.perf_counter()
        waves = _waves(options["wave"], options["district"])
        found = check_scores(waves=waves, by=None, at=timezone.now())
        seconds = time.perf_counter() - began
        if options["json"]:
            facts = {
                "responses": found.responses,
                "differing": found.differing,
                "ids": [str(each) for each in found.ids],
                "bands": found.bands,
                "seconds": round(seconds, 3),
            }
            self.stdout.write(json.dumps(facts))
        else:
            line = _("{responses} 份答卷，{differing} 份的分数不一样，用了 {seconds} 秒")
            counts = {"responses": found.responses, "differing": found.differing}
            self.stdout.write(line.format(**counts, seconds=f"{seconds:.1f}"))
            for each in found.ids:
                self.stdout.write(f"  {each}")
        if found.differing:
            raise SystemExit(1)


def _waves(wave: str, district: str) -> QuerySet[Wave]:
    waves = Wave.objects.all()
    try:
        waves = waves.filter(pk=wave) if wave else waves
    except ValidationError as error:
        raise CommandError(_("没有这样的问卷批次。")) from error
    waves = waves.filter(district__code=district) if district else waves
    if not waves.exists():
        raise CommandError(_("没有这样的问卷批次。"))
    return waves
