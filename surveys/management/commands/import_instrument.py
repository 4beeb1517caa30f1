"""manage.py import_instrument: a questionnaire of another format, looked at or stored as a draft."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from school_safety.kernel.refusals import NotNow
from school_safety.schools.models import District
from surveys.actions.bringing import bring_in
from surveys.choices import REASONS
from surveys.models import InstrumentVersion
from surveys.queries.import_words import MISSING, sentence, spoken, where
from surveys.queries.importing import Look, look


class Command(BaseCommand):
    """Reads in a child process with limits; a file that is not faithfully ours is refused.

    With --district it becomes a draft there; who holds the licence and which items need contact the
    same day is then answered on its page. Without, nothing is written.
    """

    help = "Import a questionnaire: FHIR (JSON), XLSForm, REDCap dictionary or the project's TOML."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="look only, write nothing")
        parser.add_argument("--district", metavar="CODE", default="", help="store a draft there")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"]
        district = _district(options["district"])
        found = look(path, path.name, _language())
        stored = None if options["dry_run"] else _store(found, district)
        if options["json"]:
            told = as_json(found) | {"stored": str(stored.pk) if stored else None}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self._say(found)
            if stored:
                self.stdout.write(_("存成了草稿：{code}。").format(code=stored.instrument.code))
            elif not found.problems:
                text = _("什么都没有写入。要存成草稿，请加 --district 和区的代码。")
                self.stdout.write(text)
        if found.problems:
            raise SystemExit(1)

    def _say(self, found: Look) -> None:
        if found.outline:
            shown = found.outline
            self.stdout.write(f"{shown['title']} ({found.format})")
            for number, item in enumerate(shown["items"], 1):
                options = " | ".join(f"{o['label']} = {o['weight']}" for o in item["options"])
                marks = [_("反向计分")] if item["reverse"] else []
                marks += [] if item["scored"] else [_("不计分")]
                self.stdout.write(" ".join([f"{number}.", item["text"], *marks]))
                self.stdout.write(f"   {options}")
            text = _("总分 {low} 到 {high}。").format(
                low=shown["min_total"], high=shown["max_total"]
            )
            self.stdout.write(text + str(MISSING[shown["missing_rule"]]))
        for warning in found.warnings:
            self.stdout.write(
                "· " + " ".join(filter(None, [where(warning.place), sentence(warning)]))
            )
        for problem in found.problems:
            place = " · ".join(filter(None, [found.file, where(problem.place)]))
            self.stdout.write(f"✗ {place} · {sentence(problem)}")


def _district(code: str) -> District | None:
    if not code:
        return None
    found = District.objects.filter(code=code).first()
    if found is None:
        codes = "、".join(District.objects.order_by("code").values_list("code", flat=True)[:12])
        text = _("没有代码为 {code} 的区。现有：{codes}")
        raise CommandError(text.format(code=code, codes=codes))
    return found


def _store(found: Look, district: District | None) -> InstrumentVersion | None:
    if found.reading is None or district is None:
        return None
    try:
        return bring_in(district=district, reading=found.reading, by=None, at=timezone.now())
    except NotNow as refusal:
        raise CommandError(str(REASONS[refusal.code])) from refusal


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def as_json(found: Look) -> dict[str, Any]:
    """The object that CONTRACT.md names."""
    shown = found.outline or {
        "title": "",
        "items": [],
        "subscales": {},
        "min_total": None,
        "max_total": None,
        "missing_rule": None,
    }
    rule = shown["missing_rule"]
    return shown | {
        "format": found.format,
        "missing_rule_text": str(MISSING[rule]) if rule else "",
        "same_day_contact": dict(found.suspects),
        "warnings": [spoken(warning, found.file) for warning in found.warnings],
        "errors": [spoken(problem, found.file) for problem in found.problems],
    }
