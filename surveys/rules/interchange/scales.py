"""Which items count, in which scale and with which scores: from formulas, else from bare weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from . import limits
from .additive import Formula, NotAdditive, Sum, Weights, compile_sum
from .draws import Draws
from .parsed import Parsed, Place, Refused, Remark, Scale, Words, refusal

TOTAL_WORDS = ("total", "overall", "总分", "总", "sum", "score")


class Named(Protocol):
    """A formula's name, its words and its place."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Words: ...
    @property
    def place(self) -> Place: ...


@dataclass(frozen=True)
class Candidate:
    """A formula that answers, and the items that it may look at."""

    named: Named
    formula: Formula
    declared: Mapping[str, Weights]


@dataclass(frozen=True)
class Found:
    """A formula that is a sum."""

    named: Named
    sum: Sum


def settle(parsed: Parsed, candidates: list[Candidate], declared: Mapping[str, Weights]) -> None:
    """Write scores, membership, total, subscales and missing rules onto the questionnaire."""
    found: list[Found] = []
    others: list[tuple[Candidate, str]] = []
    for candidate in candidates:
        try:
            made = _sum_of(parsed, candidate)
        except NotAdditive as error:
            others.append((candidate, error.code))
            continue
        same = next((each.sum for each in found if _proportional(made, each.sum)), None)
        if same is None:
            found.append(Found(candidate.named, made))
        elif same != made:
            facts = {"name": candidate.named.name}
            parsed.warn("formula_derived", candidate.named.place, **facts)
    for candidate, code in others:
        _aside(parsed, candidate, code, found)
    found = _parts(found)
    if found:
        _write(parsed, found)
    else:
        _bare(parsed, declared)


def _sum_of(parsed: Parsed, candidate: Candidate) -> Sum:
    """The sum that a formula is, if only while no answer is missing where the file lets none be.

    A form builder's `4 - coalesce(item, 0)` gives a gap the highest score, but the gap never comes.
    Where a student of ours does skip, only a range comes out.
    """
    items = set(candidate.declared)

    def whole(choices: Mapping[str, int]) -> Fraction | None:
        return candidate.formula(choices) if items <= choices.keys() else None

    try:
        return compile_sum(candidate.formula, candidate.declared)
    except NotAdditive as error:
        required = {question.id for question in parsed.questions if question.required}
        if error.code == "formula_slow" or not items <= required:
            raise
        try:
            made = compile_sum(whole, candidate.declared)
        except NotAdditive:
            raise error from None
    parsed.warn("formula_whole", candidate.named.place, name=candidate.named.name)
    return made


def _proportional(one: Sum, other: Sum) -> bool:
    """The same items with the same scores times a constant: a percentage of a known total."""
    if one.weights.keys() != other.weights.keys():
        return False
    pairs = [
        pair
        for name, row in one.weights.items()
        for pair in zip(row, other.weights[name], strict=True)
    ]
    factors = {a / b for a, b in pairs if b}
    return len(factors) == 1 and all(not a for a, b in pairs if not b)


def _parts(found: list[Found]) -> list[Found]:
    """Scales without those of one item, which only turn an item round for another one."""
    kept = []
    for each in found:
        name, *rest = each.sum.weights
        whole = [other for other in found if other is not each and name in other.sum.weights]
        if rest or not any(o.sum.weights[name] == each.sum.weights[name] for o in whole):
            kept.append(each)
    return kept


def _aside(parsed: Parsed, candidate: Candidate, code: str, found: list[Found]) -> None:
    """Words and figures that only depend on a known total are left out; anything else refuses."""
    facts = {"name": candidate.named.name}
    derived = code != "formula_slow" and any(_derived(candidate, each.sum) for each in found)
    if code == "formula_text" or derived:
        parsed.warn("formula_derived", candidate.named.place, **facts)
        return
    raise Refused(Remark(code, candidate.named.place, facts))


def _derived(candidate: Candidate, known: Sum) -> bool:
    """The same total always gives the same figure."""
    source = Draws()
    figures: dict[Fraction | None, object] = {}
    for _ in range(40):
        choices = {name: source.below(len(row)) for name, row in candidate.declared.items()}
        try:
            figure: object = candidate.formula(choices)
        except NotAdditive:
            figure = "words"
        if figures.setdefault(known.of(choices), figure) != figure:
            return False
    return len(figures) < 40


def _write(parsed: Parsed, found: list[Found]) -> None:
    weights: dict[str, tuple[Fraction, ...]] = {}
    for each in found:
        for name, row in each.sum.weights.items():
            if weights.setdefault(name, row) != row:
                raise refusal("weights_conflict", each.named.place, item=name)
    total = _total(parsed, found)
    for question in parsed.questions:
        if question.id in weights:
            for option, weight in zip(question.options, weights[question.id], strict=True):
                option.weight = weight
    if total is None:
        members = tuple(question.id for question in parsed.questions if question.id in weights)
        parsed.warn("no_total")
        parsed.total = Scale("total", members, missing=dict(found[0].sum.missing))
    else:
        parsed.total = _scale(total, "total")
    for question in parsed.questions:
        question.scored = question.id in parsed.total.items
    parsed.scales = [_scale(each, code) for each, code in _coded(found) if each is not total]


def _total(parsed: Parsed, found: list[Found]) -> Found | None:
    """The scale that holds all others; where none does, the one that calls itself the total."""
    if len(found) == 1:
        return found[0]
    most = max(found, key=lambda each: len(each.sum.weights))
    rest = [each for each in found if each is not most]
    if all(set(each.sum.weights) <= set(most.sum.weights) for each in rest):
        return most
    for word in TOTAL_WORDS[:4]:
        named = [each for each in found if word in _name(each)]
        if len(named) == 1:
            return named[0]
    return None


def _name(each: Found) -> str:
    return " ".join([each.named.name, *each.named.label.values()]).lower()


def _coded(found: list[Found]) -> list[tuple[Found, str]]:
    """Each scale with a code of its own that is short enough."""
    taken: set[str] = {"total"}
    coded = []
    for number, each in enumerate(found, 1):
        code = each.named.name.strip("/")
        if not code or len(code) > limits.ID or code in taken or not code.isprintable():
            code = f"scale{number}"
        taken.add(code)
        coded.append((each, code))
    return coded


def _scale(each: Found, code: str) -> Scale:
    made = each.sum
    return Scale(code, tuple(made.weights), made.method, dict(made.missing), dict(each.named.label))


def _bare(parsed: Parsed, declared: Mapping[str, Any]) -> None:
    """No formula: whatever has a score for every option counts, and every answer is needed."""
    members = []
    for question in parsed.questions:
        row = [option.weight for option in question.options]
        if all(weight is None for weight in row):
            continue
        if any(weight is None for weight in row):
            raise refusal("weight_partial", question.place, item=question.id)
        question.scored = True
        members.append(question.id)
    parsed.total = Scale("total", tuple(members))
    parsed.warn("no_formula" if members else "nothing_scored")
