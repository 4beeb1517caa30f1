"""manage.py item_statistics: the figures of any file of item answers."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from surveys.queries import item_files
from surveys.queries import statistic_words as words


class Command(BaseCommand):
    """Reads, computes, says; keeps nothing. Exit 1 with a sentence where it cannot."""

    help = (
        "Alpha, omega, item figures, one-factor fit, parallel analysis of a CSV of item answers. "
        "The first line names the items; definitions in docs/reference/statistics.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH.csv")
        parser.add_argument(
            "--reverse", default="", metavar="1,4", help="items to turn round, by number or name"
        )
        parser.add_argument("--missing", choices=["listwise", "pairwise"], default="listwise")
        parser.add_argument("--items", default="", help="only these columns, by name: A1,A2,A3")
        parser.add_argument(
            "--range",
            nargs=2,
            type=float,
            metavar=("MIN", "MAX"),
            help="least and greatest answer of the scale; without it, as observed over all items",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.is_file():
            raise CommandError(_("没有这个文件：%(path)s") % {"path": path})
        try:
            found = item_files.of_file(
                path,
                reverse=_listed(options["reverse"]),
                missing=options["missing"],
                span=_span(options["range"]),
                only=_listed(options["items"]),
            )
        except item_files.BadTable as why:
            self._refuse(words.refusal(why.code, why.facts), why.facts, options["json"])
        except item_files.NotEnough as why:
            self._refuse(words.why(why.code), {}, options["json"])
        else:
            self._answer(found, options["json"])

    def _answer(self, found: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, allow_nan=False))
            return
        for sentence in words.sentences(found):
            self.stdout.write(sentence)
        for line in words.item_lines(found):
            self.stdout.write(line)
        for sentence in words.notes(found):
            self.stdout.write("· " + sentence)

    def _refuse(self, sentence: str, facts: dict[str, Any], as_json: bool) -> None:
        if as_json:
            error = {"reason": sentence, "row": facts.get("row"), "column": facts.get("column")}
            self.stdout.write(json.dumps({"errors": [error]}, ensure_ascii=False))
        raise CommandError(sentence)


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.replace("，", ",").split(",") if each.strip()]


def _span(pair: list[float] | None) -> tuple[float, float] | None:
    if pair is None:
        return None
    if not pair[0] < pair[1]:
        raise CommandError(_("--range 的第一个数要小于第二个数。"))
    return pair[0], pair[1]
