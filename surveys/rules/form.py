"""A questionnaire as the rules see it: items in order, and how they are scored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any


class BadForm(ValueError):
    """The definition contradicts itself; the message names the place.

    For whoever shows it in other words: `code` says what is wrong, `place` is the table and the id
    in it ("questions", "mind"), `name` is what the definition says there.
    """

    def __init__(
        self, message: str, *, code: str = "", place: tuple[str, str] = ("", ""), name: str = ""
    ) -> None:
        super().__init__(message)
        self.code, self.place, self.name = code, place, name


@dataclass(frozen=True)
class Item:
    """One question. `values` are the scores of its options, in the order they are shown.

    `instructed` is the code of the option that the question itself asks to choose.
    """

    id: str
    criterion: str
    values: tuple[int, ...]
    codes: tuple[str, ...]
    scored: bool = True
    reverse: bool = False
    required: bool = False
    met_at: int | None = None
    safety_at: int | None = None
    skip_when: frozenset[str] = frozenset()
    instructed: str = ""

    def value(self, choice: int) -> int:
        """The score of an option, turned round where the item is keyed the other way."""
        raw = self.values[choice]
        return max(self.values) + min(self.values) - raw if self.reverse else raw


@dataclass(frozen=True)
class Form:
    """Items in the order they are asked, and the scoring table of the frozen version."""

    items: tuple[Item, ...]
    scoring: Mapping[str, Any]

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Item id -> place in the answers."""
        return {item.id: place for place, item in enumerate(self.items)}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Items that mean the same, once each is turned the way it is keyed."""
        return tuple((first, second) for first, second in self.scoring.get("pairs", ()))

    @cached_property
    def filter_place(self) -> int | None:
        """Where the question stands that can make the rest not apply."""
        return next((n for n, item in enumerate(self.items) if item.skip_when), None)

    @cached_property
    def scored(self) -> tuple[str, ...]:
        """Ids of the items that count."""
        return tuple(item.id for item in self.items if item.scored)

    def members(self, scale: str) -> tuple[str, ...]:
        """Ids of a subscale; "total" is every scored item."""
        if scale == "total":
            return self.scored
        return tuple(self.scoring["subscales"][scale]["items"])


def _item(row: Mapping[str, Any], scoring: Mapping[str, Any]) -> Item:
    options = row["options"]
    scored = row.get("scored", True)
    return Item(
        id=row["id"],
        criterion=row.get("criterion", ""),
        values=tuple(int(option["value"]) for option in options),
        codes=tuple(option["code"] for option in options),
        scored=scored,
        reverse=row.get("reverse", False),
        required=row.get("required", False),
        met_at=row.get("met_at", scoring.get("met_at") if scored else None),
        safety_at=row.get("safety_at"),
        skip_when=frozenset(row.get("skip_when", ())),
        instructed=row.get("instructed", ""),
    )


def parse(questions: Sequence[Mapping[str, Any]], scoring: Mapping[str, Any]) -> Form:
    """Read a version's JSON; raise BadForm where it cannot be scored as written."""
    form = unchecked(questions, scoring)
    for fault in faults(form):
        raise fault
    return form


def unchecked(questions: Sequence[Mapping[str, Any]], scoring: Mapping[str, Any]) -> Form:
    """The same before it is known to hold together."""
    return Form(tuple(_item(row, scoring) for row in questions), scoring)


def faults(form: Form) -> Iterator[BadForm]:
    """Everything that contradicts itself, in the order in which one would mend it."""
    yield from _faults_in_items(form)
    scoring, known = form.scoring, set(form.position)
    if scoring.get("total") not in {"sum", "mean", "count"}:
        yield _fault("scoring.total must be sum, mean or count", "bad_total", "scoring", "total")
    for name, scale in scoring.get("subscales", {}).items():
        unknown = sorted(set(scale["items"]) - known)
        if unknown:
            message = f"subscale {name}: unknown items {unknown}"
            yield _fault(message, "scale_item", "subscales", name, ", ".join(unknown))
    for pair in scoring.get("pairs", []):
        if len(set(pair)) != 2 or not set(pair) <= set(form.scored):
            message = f"pair {pair}: two different items that count"
            yield _fault(message, "pair", "pairs", ", ".join(pair))
    scales = {"total", *scoring.get("subscales", {})}
    codes = [rule["code"] for rule in scoring.get("rules", [])]
    for rule in scoring.get("rules", []):
        yield from _faults_in_tree(rule["tree"], known, scales, rule["code"])
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _fault(f"two rules share the code {code}", "rule_twice", "rules", code)
    routing = scoring.get("routing", "")
    if routing and routing not in codes:
        yield _fault(f"no rule {routing} to route by", "no_route", "scoring", "routing", routing)


def _fault(message: str, code: str, table: str, place: str, name: str = "") -> BadForm:
    return BadForm(message, code=code, place=(table, place), name=name)


def _faults_in_items(form: Form) -> Iterator[BadForm]:
    ids = [item.id for item in form.items]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield _fault(f"two items share an id: {name}", "item_twice", "questions", name)
    for item in form.items:
        if len(set(item.codes)) != len(item.codes) or len(item.codes) < 2:
            message = f"item {item.id}: at least two options, each with its own code"
            yield _fault(message, "few_options", "questions", item.id)
        if not item.skip_when <= set(item.codes):
            message = f"item {item.id}: skip_when names an option that is not there"
            unknown = ", ".join(sorted(item.skip_when - set(item.codes)))
            yield _fault(message, "no_option", "questions", item.id, unknown)
        if item.instructed and (item.scored or item.instructed not in item.codes):
            message = f"item {item.id}: instructed names an option of an item that never counts"
            yield _fault(message, "instructed", "questions", item.id, item.instructed)
    for item in [item for item in form.items if item.skip_when][1:]:
        yield _fault("only one item may be the filter", "two_filters", "questions", item.id)


def _faults_in_tree(tree: Any, known: set[str], scales: set[str], code: str) -> Iterator[BadForm]:
    if isinstance(tree, str):
        tree = {"item": tree}
    if "item" in tree and tree["item"] not in known:
        message = f"rule {code}: unknown item {tree['item']}"
        yield _fault(message, "rule_item", "rules", code, str(tree["item"]))
    if "scale" in tree and tree["scale"] not in scales:
        message = f"rule {code}: unknown scale {tree['scale']}"
        yield _fault(message, "rule_scale", "rules", code, str(tree["scale"]))
    if not {"all", "any", "not", "of", "item", "scale"} & set(tree):
        yield _fault(f"rule {code}: a branch says nothing", "rule_empty", "rules", code)
    if "of" in tree and tree["at_least"] > len(tree["of"]):
        message = f"rule {code}: {tree['at_least']} of {len(tree['of'])} can never be met"
        yield _fault(message, "rule_count", "rules", code, str(tree["at_least"]))
    for branch in (*tree.get("all", ()), *tree.get("any", ()), *tree.get("of", ())):
        yield from _faults_in_tree(branch, known, scales, code)
    if "not" in tree:
        yield from _faults_in_tree(tree["not"], known, scales, code)
