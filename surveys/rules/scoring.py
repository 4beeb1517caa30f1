"""Answers -> score, criteria met, rules met and one band; with the trace of how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from .form import Form
from .packing import Choice
from .totals import Bounds, criterion_met, total
from .trees import Facts, Truth, holds


class Band(IntEnum):
    """Stored as a plain small integer. It opens a conversation; it is never a finding."""

    BELOW = 0
    WATCH = 1
    RECHECK = 2
    FLAGGED = 3
    INCOMPLETE = 7
    NOT_APPLICABLE = 8
    NO_CUTS = 9  # a form without rules puts nobody anywhere: kept as no band at all


@dataclass(frozen=True)
class Score:
    """`value` is None where the answers leave it open; `rules` says yes, no or open for each.

    `decided`: the codes of the rules that were met and led to the band, in the form's order.
    """

    band: Band
    bounds: Bounds | None
    met: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    rules: dict[str, Truth] = field(default_factory=dict)
    subscales: dict[str, Bounds] = field(default_factory=dict)
    decided: tuple[str, ...] = ()

    @property
    def kept_band(self) -> int | None:
        """The band as the database keeps it: none where the form has no cut-offs."""
        return None if self.band is Band.NO_CUTS else int(self.band)

    @property
    def value(self) -> int | None:
        """The total as the database keeps it: hundredths never matter to a queue."""
        if self.bounds is None or not self.bounds.known:
            return None
        return round(self.bounds.low)


def applicable(form: Form, choices: Sequence[Choice]) -> tuple[bool, ...]:
    """Which questions apply: all, or only the filter when it says that nothing else does."""
    place = form.filter_place
    if place is None or choices[place] is None:
        return (True,) * len(form.items)
    item = form.items[place]
    if item.codes[choices[place] or 0] not in item.skip_when:
        return (True,) * len(form.items)
    return tuple(number <= place for number in range(len(form.items)))


def facts_of(form: Form, choices: Sequence[Choice]) -> Facts:
    """The answers as rules see them."""

    def met(name: str) -> Truth:
        place = form.position[name]
        return criterion_met(form.items[place], choices[place])

    def value(name: str) -> int | None:
        place = form.position[name]
        choice = choices[place]
        return None if choice is None else form.items[place].value(choice)

    return Facts(met=met, value=value, scale=lambda name: total(form, choices, name))


def in_scope(rule: dict[str, Any], sex: str, grade: int) -> bool:
    """Some cuts were published for one sex or some grades only; unknown sex uses the unscoped."""
    scope = rule.get("scope", {})
    if "sex" in scope and sex != scope["sex"]:
        return False
    return "grades" not in scope or scope["grades"][0] <= grade <= scope["grades"][1]


def score(
    form: Form, choices: Sequence[Choice], *, sex: str = "u", grade: int = 7, routing: str = ""
) -> Score:
    """Score one set of answers. `routing` names the rule that opens a talk, else the form's own."""
    if not all(applicable(form, choices)):
        return Score(Band.NOT_APPLICABLE, None)
    facts = facts_of(form, choices)
    counted = [(name, facts.met(name)) for name in form.scored]
    rules = [rule for rule in form.scoring.get("rules", []) if in_scope(rule, sex, grade)]
    truths = {rule["code"]: holds(rule["tree"], facts) for rule in rules}
    band = _band(form, rules, truths, routing)
    return Score(
        band=band,
        bounds=total(form, choices),
        met=tuple(name for name, truth in counted if truth),
        open=tuple(name for name, truth in counted if truth is None),
        rules=truths,
        subscales={name: total(form, choices, name) for name in form.scoring.get("subscales", {})},
        decided=tuple(
            rule["code"]
            for rule in rules
            if truths[rule["code"]] and _leads_to(form, rule, routing) is band
        ),
    )


def _leads_to(form: Form, rule: dict[str, Any], routing: str) -> Band:
    """Published too, but where the wave lets another rule open the talk, only to be watched."""
    band = Band[rule["band"].upper()]
    routes = routing or form.scoring.get("routing", "")
    return Band.WATCH if band is Band.FLAGGED and routes and rule["code"] != routes else band


def _band(form: Form, rules: list[dict[str, Any]], truths: dict[str, Truth], routing: str) -> Band:
    """The most serious rule that is met; a more serious one that is still open means incomplete."""
    if not form.scoring.get("rules"):
        return Band.NO_CUTS
    reached = {Band.BELOW}
    could_reach = Band.BELOW
    for rule in rules:
        band = _leads_to(form, rule, routing)
        truth = truths[rule["code"]]
        if truth:
            reached.add(band)
        elif truth is None:
            could_reach = max(could_reach, band)
    best = max(reached)
    return Band.INCOMPLETE if could_reach > best else best
