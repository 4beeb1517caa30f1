"""The tree of items, flattened into questions in the order asked; nothing is left out unsaid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from surveys.rules.interchange import limits
from surveys.rules.interchange.parsed import (
    Option,
    Parsed,
    Place,
    Question,
    Refused,
    Remark,
    refusal,
)
from surveys.rules.interchange.plain import plain

from .options import Answer, Reader
from .weights import BASE, rows
from .words import words

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
CALCULATED = SDC + "calculatedExpression"
SHOWN_BY_FORMULA = SDC + "enableWhenExpression"
ELSEWHERE = (SDC + "subQuestionnaire", SDC + "answerExpression", SDC + "candidateExpression")
CHOICE_TYPES = frozenset({"choice", "coding", "open-choice", "boolean", "integer", "decimal"})
OPTION_TYPES = CHOICE_TYPES | {"string", "date", "time", "text"}
BANDS = re.compile(r"(?<![\d-])(\d{1,3})\s*[-–—~～至到]\s*(\d{1,3})(?![\d-])")
SILENT = frozenset({"display", "group"})


@dataclass
class Asked:
    """A question, the answers that pick its options, and every condition that it stands under."""

    question: Question
    answers: list[Answer]
    link: str
    when: list[Mapping[str, Any]] = field(
        default_factory=list
    )  # items with enableWhen, outermost first


@dataclass
class Calculated:
    """A formula: where it stands, its name and its text."""

    name: str
    label: dict[str, str]
    expression: str
    place: Place
    declared: tuple[int, int] | None = None  # the range that the item or its description names


@dataclass
class Tree:
    """What walking a questionnaire found."""

    asked: list[Asked] = field(default_factory=list)
    calculated: list[Calculated] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # linkId -> our id


def extensions(element: Mapping[str, Any], *urls: str) -> Iterator[Mapping[str, Any]]:
    """Extensions of an element by url."""
    return (row for row in rows(element.get("extension")) if row.get("url") in urls)


class Walk:
    """One pass over the items. `parsed` collects warnings."""

    def __init__(self, reader: Reader, parsed: Parsed) -> None:
        self.reader, self.parsed, self.tree = reader, parsed, Tree()
        self.seen: set[str] = set()

    def walk(self, items: Any, path: str, under: list[Mapping[str, Any]], depth: int = 0) -> None:
        """Items of one level and everything below."""
        if depth > limits.ITEM_DEPTH:
            raise refusal("item_deep", Place(path=path), limit=str(limits.ITEM_DEPTH))
        for number, item in enumerate(rows(items)):
            place = Place(path=f"{path}[{number}]")
            when = [*under, item] if item.get("enableWhen") or _by_formula(item) else under
            try:
                self._one(item, place, when)
            except Refused as error:
                self.tree.problems += error.problems
            self.walk(item.get("item"), f"{place.path}.item", when, depth + 1)

    def _one(self, item: Mapping[str, Any], place: Place, when: list[Mapping[str, Any]]) -> None:
        link = item.get("linkId")
        if not isinstance(link, str) or not link.strip():
            raise refusal("link_absent", place)
        if link in self.seen:
            raise refusal("link_twice", place, link=link[:80])
        self.seen.add(link)
        for extension in extensions(item, *ELSEWHERE):
            raise refusal("elsewhere", place, link=link[:80], url=str(extension["url"])[-60:])
        if self._calculated(item, link, place):
            return
        kind = str(item.get("type", ""))
        if kind == "group" and item.get("repeats") is True:
            raise refusal("repeat_group", place, link=link[:80])
        if kind == "display" and (words(item, "text", "")):
            self.parsed.warn("display_left", place, link=link[:80])
        if kind in SILENT:
            return
        self._question(item, kind, link, place, when)

    def _calculated(self, item: Mapping[str, Any], link: str, place: Place) -> bool:
        found = [row.get("valueExpression") for row in extensions(item, CALCULATED)]
        for value in found:
            if isinstance(value, dict) and isinstance(value.get("expression"), str):
                label = words(item, "text", self.reader.language, limits.LABEL)
                text = value["expression"]
                made = Calculated(link, label, text, place, _range(item, value))
                self.tree.calculated.append(made)
        return bool(found)

    def _question(
        self,
        item: Mapping[str, Any],
        kind: str,
        link: str,
        place: Place,
        when: list[Mapping[str, Any]],
    ) -> None:
        options = self.reader.read(item, place) if kind in OPTION_TYPES else []
        if not options:
            self.parsed.warn("open_left", place, link=link[:80], kind=kind[:40])
            return
        if self._several(item, kind, link, place, options):
            return
        text = words(item, "text", self.reader.language)
        if not text:
            raise refusal("text_absent", place, link=link[:80])
        if len(options) < 2:
            raise refusal("options_few", place, link=link[:80])
        if item.get("initial") or any(
            o.get("initialSelected") for o in rows(item.get("answerOption"))
        ):
            self.parsed.warn("initial_left", place, link=link[:80])
        name = self._name(link, place)
        self.tree.ids[link] = name
        codes = tuple(plain(str(row.get("code", "")), 40) for row in rows(item.get("code")))
        question = Question(
            id=name,
            text=text,
            options=[option for option, _ in options],
            place=place,
            required=item.get("required") is True,
            codes=(*codes, link.strip("/")[:40]),
        )
        self.tree.asked.append(Asked(question, [answer for _, answer in options], link, list(when)))

    def _several(
        self,
        item: Mapping[str, Any],
        kind: str,
        link: str,
        place: Place,
        options: list[tuple[Option, Answer]],
    ) -> bool:
        """Several answers or a write-in: refused where they score; several are left out."""
        many = item.get("repeats") is True
        if not many and kind != "open-choice" and not _open(item):
            return False
        if kind != "boolean" and any(option.weight is not None for option, _ in options):
            code = "repeats_scored" if many else "open_scored"
            raise refusal(code, place, link=link[:80])
        self.parsed.warn("many_left" if many else "other_left", place, link=link[:80])
        return many

    def _name(self, link: str, place: Place) -> str:
        """The linkId where it can be kept, else a number; a flag remembers a question by it."""
        taken = set(self.tree.ids.values())
        if len(link) <= limits.ID and link.isprintable() and link not in taken:
            return link
        name = f"q{len(self.tree.asked) + 1}"
        while name in taken:
            name += "_"
        self.parsed.warn("link_renamed", place, link=link[:80], name=name)
        return name


def _range(item: Mapping[str, Any], value: Mapping[str, Any]) -> tuple[int, int] | None:
    """minValue and maxValue of a total, else the bands that its description lists."""
    ends = []
    for name in ("minValue", "maxValue"):
        for row in extensions(item, BASE + name):
            end = row.get("valueInteger", row.get("valueDecimal"))
            if isinstance(end, int | Decimal) and not isinstance(end, bool):
                ends.append(int(end))
    if len(ends) == 2:
        return ends[0], ends[1]
    bands = BANDS.findall(str(value.get("description", ""))[:500])
    figures = [int(end) for band in bands for end in band]
    return (min(figures), max(figures)) if figures else None


def _by_formula(item: Mapping[str, Any]) -> bool:
    return any(True for _ in extensions(item, SHOWN_BY_FORMULA))


def _open(item: Mapping[str, Any]) -> bool:
    """R5's way to let people type something else."""
    return item.get("answerConstraint") in {"optionsOrType", "optionsOrString"} or any(
        True for _ in extensions(item, BASE + "questionnaire-openLabel")
    )
