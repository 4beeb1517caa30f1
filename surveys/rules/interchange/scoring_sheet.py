"""Our own sheet `scoring` beside an XLSForm: what counts, how, and from which figure on.

| row | name | value | items | label::… | population::… | criterion | source | more |
total: `value` sum, mean or count; `items` if not every item with scores · missing: bounds, zero, or
prorate with the share in `more` · met_at, strict_at, routing: `value` · reverse: `items` · subscale:
`name`, `items`, `value` if it has a method of its own · rule: `name`, band in `value`, "total >= 10"
or a tree as JSON in `items` · safety: `name` of the question, lowest score in `value` · text: title,
about, lead, label · fact: `value` as JSON · question, form: our own keys as JSON in `more`.
Rows are what counts: whoever changes a cut-off in a workbook that we wrote has changed it.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from . import limits
from .document import read_json
from .grid import Grid, Record, words_of
from .own import load, restore, restore_head
from .parsed import Parsed, Question, Refused, Remark, Words, refusal

AT_LEAST = re.compile(r"^\s*([^\s<>=]{1,40})\s*>=\s*(-?\d{1,4})\s*$")
METHODS = frozenset({"sum", "mean", "count"})
RULES = frozenset({"bounds", "zero", "prorate"})


def apply(grid: Grid, parsed: Parsed) -> None:
    """Write what the sheet says onto the questionnaire."""
    sheet = _Sheet(grid, parsed)
    problems: list[Remark] = []
    for record in grid.records():
        try:
            sheet.take(record)
        except Refused as error:
            problems += error.problems
    if problems:
        raise Refused(*problems)
    sheet.finish()


class _Sheet:
    def __init__(self, grid: Grid, parsed: Parsed) -> None:
        self.parsed = parsed
        self.named = {question.id: question for question in parsed.questions}
        self.labels = grid.translations("label")
        self.populations = grid.translations("population")
        self.scoring: dict[str, Any] = {}
        self.total: list[str] | None = None
        self.whole = False  # written by us: keys that no row has stand in the row `form`
        self.turned: list[str] = []
        self.renamed: dict[str, str] = {}

    def take(self, record: Record) -> None:
        """One row."""
        kind = record.get("row").lower()
        acts: dict[str, Callable[[Record], None]] = {
            "total": self._total, "missing": self._missing, "met_at": self._figure,
            "strict_at": self._figure, "routing": self._routing, "reverse": self._reverse,
            "subscale": self._subscale, "rule": self._rule, "safety": self._safety,
            "text": self._text, "fact": self._fact, "question": self._question, "form": self._form,
        }  # fmt: skip
        if kind not in acts:
            raise refusal("sheet_row", record.at("row"), reason=kind[:40] or "row")
        acts[kind](record)

    def finish(self) -> None:
        """Which items count and which are turned, once every row is known."""
        asked = self.parsed.questions
        for name in self.turned:
            _turn(self.named[name])
        if self.whole:
            members = {question.id for question in asked if question.scored}
        else:
            members = {q.id for q in asked if all(o.weight is not None for o in q.options)}
            self.scoring.setdefault("total", "sum")
            self.scoring.setdefault("missing", {"rule": "bounds"})
            usual = {"grades": [7, 12], "minutes": max(1, round(len(asked) / 3))}
            usual["expected"] = {"rates": [0.05, 0.1, 0.2], "source": ""}
            self.parsed.facts = usual | self.parsed.facts
        for question in asked:
            question.scored = question.id in (members if self.total is None else self.total)
            if self.whole:
                question.extra["scored"] = question.scored
            question.id = self.renamed.get(question.id, question.id)
        self.parsed.scoring |= self.scoring

    def _items(self, record: Record) -> list[str]:
        names = record.get("items").replace(",", " ").split()
        unknown = [name for name in names if name not in self.named]
        if unknown:
            raise refusal("sheet_row", record.at("items"), reason=unknown[0][:40])
        return names

    def _total(self, record: Record) -> None:
        self.scoring["total"] = self._one_of(record, METHODS)
        if record.get("items"):
            self.total = self._items(record)

    def _missing(self, record: Record) -> None:
        rule: dict[str, Any] = {"rule": self._one_of(record, RULES)}
        share = record.get("more")
        if share.startswith("{"):
            rule = load(share, record.at("more"))
        elif rule["rule"] == "prorate":
            if not re.fullmatch(r"(0?\.\d{1,4}|0|1)", share):
                raise refusal("sheet_row", record.at("more"), reason=share[:40] or "more")
            rule["max_share"] = float(share)
        self.scoring["missing"] = rule

    def _one_of(self, record: Record, allowed: frozenset[str]) -> str:
        value = record.get("value").lower()
        if value not in allowed:
            raise refusal("sheet_row", record.at("value"), reason=value[:40] or "value")
        return value

    def _int(self, record: Record) -> int:
        value = record.get("value")
        if not re.fullmatch(r"-?\d{1,4}", value):
            raise refusal("sheet_row", record.at("value"), reason=value[:40] or "value")
        return int(value)

    def _figure(self, record: Record) -> None:
        self.scoring[record.get("row").lower()] = self._int(record)

    def _routing(self, record: Record) -> None:
        self.scoring["routing"] = record.get("value")[: limits.ID]

    def _reverse(self, record: Record) -> None:
        for name in self._items(record):
            if any(option.weight is None for option in self.named[name].options):
                raise refusal("weight_partial", record.at("items"), item=name)
            self.turned.append(name)

    def _subscale(self, record: Record) -> None:
        items = [self.renamed.get(name, name) for name in self._items(record)]
        row: dict[str, Any] = {"items": items}
        if record.get("value"):
            row["method"] = self._one_of(record, METHODS)
        if words := self._words(record, self.labels):
            row["name"] = words
        if record.get("more"):
            row |= load(record.get("more"), record.at("more"))
        self.scoring.setdefault("subscales", {})[self._name(record)] = row

    def _name(self, record: Record) -> str:
        name = record.get("name")
        if not name or len(name) > limits.ID:
            raise refusal("sheet_row", record.at("name"), reason=name[:40] or "name")
        return name

    def _rule(self, record: Record) -> None:
        text = record.get("items")
        simple = AT_LEAST.match(text)
        if simple and simple[1] in self.named:
            tree: Any = {"item": simple[1], "at_least": int(simple[2])}
        elif simple:
            tree = {"scale": simple[1], "at_least": int(simple[2])}
        else:
            tree = _tree(text, record)
        population = self._words(record, self.populations)
        rule: dict[str, Any] = {
            "code": self._name(record),
            "band": record.get("value").lower() or "flagged",
            "tree": tree,
            "name": self._words(record, self.labels),
            "population": population,
            "criterion": record.get("criterion"),
            "source": record.get("source"),
        }
        if record.get("more"):
            rule |= load(record.get("more"), record.at("more"))
        elif not (population and rule["criterion"] and rule["source"]):
            raise refusal("cut_unsourced", record.at("population"), rule=rule["code"])
        self.scoring.setdefault("rules", []).append(rule)

    def _words(self, record: Record, columns: dict[str, str]) -> Words:
        """Both languages; where the sheet has one, it stands for both."""
        found = words_of(record, columns, limits.TEXT)
        some = next(iter(found.values()), "")
        return {"zh-hans": some, "en": some} | found if found else {}

    def _safety(self, record: Record) -> None:
        if record.get("name") not in self.named:
            raise refusal("sheet_row", record.at("name"), reason=record.get("name")[:40])
        self.named[record.get("name")].extra["safety_at"] = self._int(record)

    def _text(self, record: Record) -> None:
        self.parsed.texts[record.get("name").lower()] = self._words(record, self.labels)

    def _fact(self, record: Record) -> None:
        name = record.get("name")
        if name not in {"grades", "minutes", "recall", "rights", "sources", "expected"}:
            raise refusal("sheet_row", record.at("name"), reason=name[:40])
        wrapped = '{"value": ' + record.get("value") + "}"
        self.parsed.facts[name] = read_json(wrapped.encode()).get("value")

    def _question(self, record: Record) -> None:
        question: Question | None = self.named.get(record.get("name"))
        place = record.at("more")
        if question is None:
            raise refusal("sheet_row", record.at("name"), reason=record.get("name")[:40])
        rest = load(record.get("more"), place)
        given = rest.pop("own_id", None)
        if isinstance(given, str):
            self.renamed[question.id] = given
        hint = question.extra.get("hint")
        restore(question, rest, place)
        if hint and "hint" not in question.extra:
            question.extra["hint"] = hint

    def _form(self, record: Record) -> None:
        self.whole = True
        place = record.at("more")
        restore_head(load(record.get("more"), place), self.parsed, place)


def _turn(question: Question) -> None:
    """Score an item the other way round and remember that it is."""
    weights = [option.weight for option in question.options if option.weight is not None]
    for option in question.options:
        option.weight = max(weights) + min(weights) - (option.weight or 0)
    question.reverse = not question.reverse
    question.extra["reverse"] = question.reverse


def _tree(text: str, record: Record) -> Any:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refusal("sheet_row", record.at("items"), reason=text[:40] or "items") from error
    if not isinstance(found, dict | str):
        raise refusal("sheet_row", record.at("items"), reason=text[:40])
    return found
