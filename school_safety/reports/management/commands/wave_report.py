"""manage.py wave_report: a finished wave, as far as it may be shown to anybody."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school_safety.kernel.refusals import NotNow
from school_safety.reports import wave_pages, wave_report
from school_safety.web.refusals import REASONS
from surveys.actions import freezing
from surveys.queries import wave_figures


class Command(BaseCommand):
    """Whoever runs the server reads no answers: counts under 10 are hidden here as everywhere."""

    help = (
        "Statistics of a finished wave: items, completion, bands, validity, flags, follow-up. "
        "Protected figures only; definitions in docs/reference/statistics.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("wave", metavar="WAVE", help="its id, or its title")
        parser.add_argument(
            "--school", default="", metavar="CODE", help="school code, with a title"
        )
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="one JSON object on stdout")
        form.add_argument("--pdf", type=Path, metavar="OUT", help="write the printed report")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        wave = _one(options["wave"], options["school"])
        try:
            if freezing.is_due(wave, at):
                freezing.freeze_wave(wave=wave, at=at)
            found = wave_report.report(wave)
        except NotNow as refusal:
            raise CommandError(str(REASONS[refusal.code])) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False))
        elif options["pdf"]:
            options["pdf"].write_bytes(wave_pages.pdf(found, get_language() or "zh-hans"))
            self.stdout.write(_("已写到 %(path)s") % {"path": options["pdf"]})
        else:
            for line in wave_pages.lines(found):
                self.stdout.write(line)
        wave_report.remember(wave, at=at)


def _one(text: str, school: str) -> Any:
    found = wave_figures.find(text, school)
    if not found:
        raise CommandError(_("没有这个批次：%(wave)s") % {"wave": text})
    if len(found) > 1:
        ids = "、".join(f"{wave.pk}（{wave.school.code}）" for wave in found)
        raise CommandError(_("有几个批次叫这个名字，请用其中一个编号：%(ids)s") % {"ids": ids})
    return found[0]
