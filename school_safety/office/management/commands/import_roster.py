"""manage.py import_roster: a OneRoster package or a school's own sheet into the books."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school_safety.office.sentences import note, reason
from school_safety.schools import phones
from school_safety.schools.actions import Outcome, import_roster, prepare
from school_safety.schools.models import School
from school_safety.schools.queries import memory_of
from school_safety.schools.roster.reading import read

KINDS = ("new", "changed", "moved", "missing")
ASIDES = ("leaving", "hints", "elsewhere", "kept")


class Command(BaseCommand):
    """Dry run first; nothing is written when a single row is refused."""

    help = "Import a roster: OneRoster 1.1/1.2 CSV (zip or folder), or a school's own .xlsx/.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--school", metavar="CODE", default="", help="school code, e.g. S1")
        parser.add_argument("--dry-run", action="store_true", help="compare only, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        _stay_small()
        school = _school(options["school"])
        reading = read(
            options["path"],
            today=timezone.localdate(at),
            hasher=phones.id_hash,
            memory=memory_of(school.pk if school else None),
        )
        if options["dry_run"]:
            outcome = prepare(reading, school=school, at=at)
        else:
            name = options["path"].name
            outcome = import_roster(reading=reading, school=school, file_name=name, by=None, at=at)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(outcome), ensure_ascii=False))
        else:
            self._say(outcome, dry_run=options["dry_run"])
        if outcome.problems:
            raise SystemExit(1)

    def _say(self, outcome: Outcome, *, dry_run: bool) -> None:
        words = {"new": _("新增"), "changed": _("变动"), "moved": _("换班"), "missing": _("未出现")}
        asides = {
            "leaving": _("提议离校"),
            "hints": _("可能重复"),
            "elsewhere": _("可能在别校"),
            "kept": _("手工改过"),
        }
        counts = outcome.counts
        self.stdout.write("   ".join(f"{words[kind]} {counts[kind]}" for kind in KINDS))
        told = [f"{asides[kind]} {counts[kind]}" for kind in asides if counts[kind]]
        if told:
            self.stdout.write("· " + "   ".join(told))
        for code, facts in outcome.reading.notes:
            self.stdout.write("· " + note(code, facts))
        for problem in outcome.problems:
            self.stdout.write("✗ " + " · ".join(filter(None, _place(problem))))
        if outcome.problems:
            count = len(outcome.problems)
            text = ngettext(
                "有 {count} 处错误，什么都没有写入。", "有 {count} 处错误，什么都没有写入。", count
            )
            self.stdout.write(text.format(count=count))
        elif dry_run:
            self.stdout.write(_("这是试读，什么都没有写入。去掉 --dry-run 即写入。"))
        else:
            self.stdout.write(_("已写入。批次：{batch}").format(batch=_batch(outcome)))
        if counts["missing"] and not outcome.problems:
            self.stdout.write(_("未出现的学生没有被删除，请逐个核对。"))


def _stay_small() -> None:
    """Pages that an embedded database maps or keeps would count as this process's own memory."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            cursor.execute("PRAGMA cache_size = -8192")


def _school(code: str) -> School | None:
    if not code:
        return None
    found = list(School.objects.select_related("district").filter(code=code))
    if len(found) != 1:
        codes = "、".join(School.objects.order_by("code").values_list("code", flat=True)[:12])
        raise CommandError(
            _("没有代码为 {code} 的学校。现有：{codes}").format(code=code, codes=codes)
        )
    return found[0]


def _place(problem: Any) -> list[str]:
    row = _("第 {row} 行").format(row=problem.row) if problem.row else ""
    return [problem.file, problem.sheet, row, problem.column, reason(problem)]


def _batch(outcome: Outcome) -> str | None:
    return str(outcome.batch.pk) if outcome.batch else None


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The object that CONTRACT.md names."""
    counts = outcome.counts
    return {kind: counts[kind] for kind in KINDS} | {
        "errors": [
            {
                "file": problem.file,
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "reason": reason(problem),
            }
            for problem in outcome.problems
        ],
        "notes": [note(code, facts) for code, facts in outcome.reading.notes],
        **{kind: counts[kind] for kind in ("same", *ASIDES)},
        "written": outcome.batch is not None,
        "batch": _batch(outcome),
    }
