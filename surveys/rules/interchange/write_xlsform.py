"""A definition -> XLSForm workbook: survey, choices, settings, and our own sheet `scoring`."""

import io
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from surveys.rules.definition import Definition
from surveys.rules.form import Form, parse

from .own import dump, head_of, rest_of

ZH, EN = "中文(zh)", "English(en)"
LANGUAGES = (("zh-hans", ZH), ("en", EN))
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
SURVEY = ["type", "name", f"label::{ZH}", f"label::{EN}", f"hint::{ZH}", f"hint::{EN}",
          "required", "relevant", "calculation"]  # fmt: skip
CHOICES = ["list_name", "name", f"label::{ZH}", f"label::{EN}", "score"]
SCORING = ["row", "name", "value", "items", f"label::{ZH}", f"label::{EN}",
           f"population::{ZH}", f"population::{EN}", "criterion", "source", "more"]  # fmt: skip


def to_xlsform(definition: Definition) -> bytes:
    """The workbook; reading it back gives an equal definition."""
    sheets = _Sheets(definition)
    book = Workbook(write_only=True)
    for name, rows in sheets.all().items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    """Text stays text: nothing in a questionnaire is ever a formula."""
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    cell.data_type = "s"
    return cell


ROWS = frozenset({"total", "missing", "met_at", "strict_at", "routing", "subscales", "rules"})


class _Sheets:
    """The four sheets as rows."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.form: Form = parse(definition.questions, definition.scoring)
        self.names = _names([row["id"] for row in definition.questions])
        self.lists: dict[str, str] = {}
        self.choices: list[list[Any]] = [CHOICES]
        scales = definition.scoring.get("subscales", {}).values()
        self.counted = set(self.form.scored).union(*(scale["items"] for scale in scales))

    def all(self) -> dict[str, list[list[Any]]]:
        """Rows by sheet."""
        survey = [SURVEY, *self._survey()]
        texts = self.definition.texts
        settings = [
            ["form_title", "form_id", "version", "default_language"],
            [texts["title"]["zh-hans"], self.definition.code, str(self.definition.number), ZH],
        ]
        return {
            "survey": survey,
            "choices": self.choices,
            "settings": settings,
            "scoring": [SCORING, *self._scoring()],
        }

    def _survey(self) -> list[list[Any]]:
        found = []
        gate = self.form.filter_place
        for place, row in enumerate(self.definition.questions):
            hint = row.get("hint", {})
            found.append(
                [
                    f"select_one {self._list(row, place)}",
                    self.names[row["id"]],
                    *(row["text"][key] for key, _ in LANGUAGES),
                    *(hint.get(key, "") for key, _ in LANGUAGES),
                    "yes" if row.get("required") else "",
                    self._relevant(gate) if gate is not None and place > gate else "",
                    "",
                ]
            )
        return found

    def _relevant(self, gate: int) -> str:
        row = self.definition.questions[gate]
        name = self.names[row["id"]]
        return " and ".join(f"${{{name}}} != '{code}'" for code in row["skip_when"])

    def _list(self, row: Mapping[str, Any], place: int) -> str:
        """Questions with the same answers share a list. `score` is as it counts."""
        item = self.form.items[place]
        counts = row["id"] in self.counted
        rows = [
            [
                option["code"],
                *(option["label"][key] for key, _ in LANGUAGES),
                item.value(number) if counts else "",
            ]
            for number, option in enumerate(row["options"])
        ]
        key = dump(rows)
        if key not in self.lists:
            self.lists[key] = f"list{len(self.lists) + 1}"
            self.choices += [[self.lists[key], *each] for each in rows]
        return self.lists[key]

    def _scoring(self) -> list[list[Any]]:
        """Every part of the scoring as a row that people can read and change."""
        scoring = self.definition.scoring
        found = [self._question(row) for row in self.definition.questions]
        found.append(_row("total", value=scoring["total"]))
        if "missing" in scoring:
            found.append(_missing(scoring["missing"]))
        alone = ("met_at", "strict_at", "routing")
        found += [_row(key, value=scoring[key]) for key in alone if key in scoring]
        for code, scale in scoring.get("subscales", {}).items():
            items = " ".join(self.names[name] for name in scale["items"])
            label, more = scale.get("name", {}), _rest(scale, "items", "method", "name")
            method = scale.get("method", "")
            found.append(
                _row("subscale", name=code, value=method, items=items, label=label, more=more)
            )
        found += [_rule(each) for each in scoring.get("rules", [])]
        return [*found, _row("form", more=head_of(self.definition, rows_of=ROWS))]

    def _question(self, row: Mapping[str, Any]) -> list[Any]:
        rest = rest_of(row, counted=row["id"] in self.counted, also=frozenset({"hint"}))
        name = self.names[row["id"]]
        if name != row["id"]:
            rest = dump(json.loads(rest) | {"own_id": row["id"]})
        return _row("question", name=name, more=rest)


def _missing(gaps: Mapping[str, Any]) -> list[Any]:
    share, rule = gaps.get("max_share", 0), gaps.get("rule", "bounds")
    if dict(gaps) == {"rule": rule}:
        return _row("missing", value=rule)
    if dict(gaps) == {"rule": "prorate", "max_share": share}:
        return _row("missing", value=rule, more=f"{float(share):g}")
    return _row("missing", value=rule, more=dump(gaps))


def _rule(each: Mapping[str, Any]) -> list[Any]:
    """A cut-off with its population, criterion and source."""
    said = ("code", "band", "tree", "name", "population", "criterion", "source")
    tree = each["tree"]
    plain = isinstance(tree, dict) and set(tree) == {"scale", "at_least"}
    items = f"{tree['scale']} >= {tree['at_least']}" if plain else dump(tree)
    more = _rest(each, *said)
    sourced = each["criterion"] and each["source"]
    return _row(
        "rule", name=each["code"], value=each["band"], items=items, label=each["name"],
        population=each["population"], criterion=each["criterion"], source=each["source"],
        more=more or ("" if sourced else "{}"),
    )  # fmt: skip


def _rest(row: Mapping[str, Any], *said: str) -> str:
    rest = {key: value for key, value in row.items() if key not in said}
    return dump(rest) if rest else ""


def _row(
    kind: str,
    *,
    name: str = "",
    value: str | int = "",
    items: str = "",
    label: Mapping[str, str] | None = None,
    population: Mapping[str, str] | None = None,
    criterion: str = "",
    source: str = "",
    more: str = "",
) -> list[Any]:
    said = [(words or {}).get(key, "") for words in (label, population) for key, _ in LANGUAGES]
    return [kind, name, value, items, *said, criterion, source, more]


def _names(ids: Sequence[str]) -> dict[str, str]:
    """Names that XLSForm allows; ours come back from the sheet `scoring`."""
    names: dict[str, str] = {}
    for number, name in enumerate(ids, 1):
        fits = NAME.fullmatch(name) is not None
        made = name if fits else f"q{number}"
        while made in names.values() or (not fits and made in ids):
            made += "_"
        names[name] = made
    return names
