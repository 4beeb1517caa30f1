"""manage.py score_file: answers in a CSV or Parquet file of any length -> scores and bands."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from surveys.actions.scoring import BadFile, Outcome, Problem, score_file
from surveys.queries import forms
from surveys.rules.form import Form

FIGURES = ("score_seconds", "total_seconds", "peak_mb")


class Command(BaseCommand):
    """Nothing is written when a single cell is wrong."""

    help = (
        "Score a CSV or Parquet file: one row per respondent, the values of the options in the order "
        "of the scored items (or in columns named after the items)."
    )

    requires_system_checks = ()  # they import every page, which is memory for nothing

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--instrument", metavar="CODE", required=True, help="e.g. igd9c")
        parser.add_argument("--district", metavar="CODE", default="", help="whose questionnaire")
        parser.add_argument("--out", metavar="OUT.csv", type=Path, help="a row per respondent")
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
        parser.add_argument("--engine", choices=("local", "dask"), default="local")
        parser.add_argument("--scheduler", metavar="ADDR", default="", help="tcp://… of Dask")

    def handle(self, *args: Any, **options: Any) -> None:
        form = _form(options["instrument"], options["district"])
        names = ("path", "out", "engine", "scheduler")
        try:
            outcome = score_file(form=form, **{name: options[name] for name in names})
        except BadFile as refused:
            self._refuse(refused, options["path"], as_json=options["json"])
        else:
            self._say(outcome, as_json=options["json"])

    def _refuse(self, refused: BadFile, path: Path, *, as_json: bool) -> None:
        if as_json:
            errors = [
                {"file": path.name, "row": each.row, "column": each.column, "reason": reason(each)}
                for each in refused.problems
            ]
            self.stdout.write(json.dumps({"errors": errors}, ensure_ascii=False))
        for problem in () if as_json else refused.problems:
            row = _("第 {row} 行").format(row=problem.row) if problem.row else ""
            parts = filter(None, [path.name, row, problem.column, reason(problem)])
            self.stderr.write("✗ " + " · ".join(parts))
        self.stderr.write(_("没有计分，什么都没有写入。"))
        raise SystemExit(1)

    def _say(self, outcome: Outcome, *, as_json: bool) -> None:
        if not outcome.header:
            self.stderr.write(_("文件没有表头，第一行按一份答卷计。"))
        if outcome.unused:
            names = "、".join(outcome.unused[:8])
            self.stderr.write(_("没有用到的列：{names}").format(names=names))
        if as_json:
            facts = {
                name: getattr(outcome, name) for name in ("rows", "scored", "incomplete", "bands")
            }
            facts |= {name: round(getattr(outcome, name), 3) for name in FIGURES}
            self.stdout.write(json.dumps(facts))
            return
        line = _("{rows} 份，其中计分 {scored} 份，答得不全 {incomplete} 份")
        self.stdout.write(
            line.format(rows=outcome.rows, scored=outcome.scored, incomplete=outcome.incomplete)
        )
        for code, count in outcome.bands.items():
            self.stdout.write(f"  {code:<15} {count:>9}")
        line = _("计分 {score} 秒，连同读写 {total} 秒，内存最多 {peak} MB")
        score, total = f"{outcome.score_seconds:.3f}", f"{outcome.total_seconds:.2f}"
        self.stdout.write(line.format(score=score, total=total, peak=round(outcome.peak_mb)))


def _form(code: str, district: str) -> Form:
    found = forms.by_code(code, district)
    if len(found) == 1:
        return forms.form(found[0].pk)
    if not found:
        raise CommandError(_("没有代码为 {code} 的问卷。").format(code=code))
    codes = "、".join(sorted(str(each.instrument.district.code) for each in found))
    raise CommandError(
        _("有几个区都有问卷 {code}，请加 --district：{codes}").format(code=code, codes=codes)
    )


def reason(problem: Problem) -> str:
    """What is wrong, and what would do."""
    sentences = {
        "option": _("「{value}」不是这道题的选项值。可以填：{wanted}；没有作答请留空。"),
        "width": _("这一行有 {value} 格，表头有 {wanted} 格。"),
        "missing_column": _("缺这一列。表头按题目编号写时，每道计分题都要有一列。"),
        "columns": _(
            "有 {value} 列，而计分题是 {wanted}。请按这个顺序排列，或者用题目编号作表头。"
        ),
        "twice": _("这一列出现了两次。"),
        "not_read": _("读不出来。请存成 CSV（UTF-8 或 GB18030）或 Parquet。{value}"),
        "not_there": _("打不开这个文件。"),
        "empty": _("文件里没有一份答卷。"),
        "same_file": _("--out 不能是要计分的文件自己。"),
    }
    return sentences[problem.reason].format(value=problem.value, wanted=problem.wanted)
