"""A questionnaire as the rules see it: items in order, and how they are scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any


class BadForm(ValueError):
    """The definition contradicts itself; the message names the place."""


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
    form = Form(tuple(_item(row, scoring) for row in questions), scoring)
    ids = [item.id for item in form.items]
    if len(set(ids)) != len(ids):
        raise BadForm("two items share an id")
    for item in form.items:
        if len(set(item.codes)) != len(item.codes) or len(item.codes) < 2:
            raise BadForm(f"item {item.id}: at least two options, each with its own code")
        if not item.skip_when <= set(item.codes):
            raise BadForm(f"item {item.id}: skip_when names an option that is not there")
        if item.instructed and (item.scored or item.instructed not in item.codes):
            raise BadForm(
                f"item {item.id}: instructed names an option of an item that never counts"
            )
    if sum(1 for item in form.items if item.skip_when) > 1:
        raise BadForm("only one item may be the filter")
    _check_scoring(form)
    return form


def _check_scoring(form: Form) -> None:
    scoring = form.scoring
    if scoring.get("total") not in {"sum", "mean", "count"}:
        raise BadForm("scoring.total must be sum, mean or count")
    known = set(form.position)
    for name, scale in scoring.get("subscales", {}).items():
        unknown = set(scale["items"]) - known
        if unknown:
            raise BadForm(f"subscale {name}: unknown items {sorted(unknown)}")
    for pair in scoring.get("pairs", []):
        if len(set(pair)) != 2 or not set(pair) <= set(form.scored):
            raise BadForm(f"pair {pair}: two different items that count")
    scales = {"total", *scoring.get("subscales", {})}
    for rule in scoring.get("rules", []):
        _check_tree(rule["tree"], known, scales, rule["code"])


def _check_tree(tree: Any, known: set[str], scales: set[str], code: str) -> None:
    if isinstance(tree, str):
        if tree not in known:
            raise BadForm(f"rule {code}: unknown item {tree}")
        return
    if "item" in tree and tree["item"] not in known:
        raise BadForm(f"rule {code}: unknown item {tree['item']}")
    if "scale" in tree and tree["scale"] not in scales:
        raise BadForm(f"rule {code}: unknown scale {tree['scale']}")
    if not {"all", "any", "not", "of", "item", "scale"} & set(tree):
        raise BadForm(f"rule {code}: a branch says nothing")
    for branch in (*tree.get("all", ()), *tree.get("any", ()), *tree.get("of", ())):
        _check_tree(branch, known, scales, code)
    if "not" in tree:
        _check_tree(tree["not"], known, scales, code)
