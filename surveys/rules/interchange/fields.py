"""What XLSForm and REDCap have in common: named fields with lists of codes, conditions, formulas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from . import limits
from .additive import Choices, Formula, NotAdditive, Weights, patiently
from .formula import Node, Unread, parse
from .missing import missing_codes
from .parsed import Option, Parsed, Place, Question, Refused, Remark, Words, refusal
from .reckon import Reckoner, Value
from .scales import Candidate, settle


@dataclass
class Field:
    """One row. `kind`: choice, many (several answers), calculate, or open; `when` are conditions."""

    name: str
    kind: str
    label: Words
    place: Place
    options: list[tuple[str, Words]] = field(default_factory=list)
    required: bool = False
    when: list[tuple[str, Place]] = field(default_factory=list)
    formula: str = ""
    repeated: bool = False
    other: bool = False
    scores: dict[str, Fraction] = field(
        default_factory=dict
    )  # code -> score, where a list has them
    hint: Words = field(default_factory=dict)


Dropped = dict[tuple[str, str], list[Field]]  # options that mean "no answer", and where they stood


def whole(code: str) -> Fraction | None:
    """The figure that a code is, if it is one."""
    text = code.strip()
    digits = text.removeprefix("-").replace(".", "", 1)
    return Fraction(text) if digits.isdigit() and digits.isascii() and len(text) < 12 else None


def take(fields: list[Field], parsed: Parsed, *, settled: bool = False) -> None:
    """Questions, conditions and scores. `settled`: a scoring sheet says which items count."""
    named = {each.name: each for each in fields}
    problems: list[Remark] = []
    trees = _trees(fields)
    counted = _counted(trees, named)
    dropped: Dropped = {}
    for each in fields:
        try:
            _field(each, parsed, counted, dropped)
        except Refused as error:
            problems += error.problems
    for (code, label), where in dropped.items():
        items = ", ".join(each.name for each in where[:12])
        parsed.warn("missing_code", where[0].place, option=code, label=label, items=items)
    problems += _skip(parsed, named, trees)
    if not parsed.questions:
        problems.append(Remark("no_question"))
    if problems:
        raise Refused(*problems)
    if not settled:
        _score(fields, trees, parsed)


def _trees(fields: list[Field]) -> dict[str, Node | None]:
    """Formulas by name; None where one cannot be read."""
    trees: dict[str, Node | None] = {}
    for each in fields:
        if each.kind == "calculate":
            try:
                trees[each.name] = parse(each.formula)
            except (Unread, RecursionError):
                trees[each.name] = None
    return trees


def _counted(trees: Mapping[str, Node | None], named: Mapping[str, Field]) -> set[str]:
    """Fields that some formula over answers looks at."""
    known = {name: tree for name, tree in trees.items() if tree is not None}
    choices = {name for name, each in named.items() if each.kind in {"choice", "many"}}
    found: set[str] = set()
    for tree in known.values():
        looked = _looked_at(tree, known)
        if looked & choices:  # an age or a body mass index scores nothing
            found |= looked & set(named)
    return found


def _field(each: Field, parsed: Parsed, counted: set[str], dropped: Dropped) -> None:
    name = each.name[:80]
    if each.kind in {"calculate", "silent"}:
        return
    if each.kind == "choice" and not each.repeated and not each.other:
        parsed.questions.append(_question(each, dropped))
        return
    if each.name in counted:
        code = (
            "repeat_group" if each.repeated else {"many": "repeats_scored", "choice": "open_scored"}
        )
        code = code if isinstance(code, str) else code.get(each.kind, "number_scored")
        raise refusal(code, each.place, link=name)
    if each.repeated:
        raise refusal("repeat_group", each.place, link=name)
    if each.kind == "choice":
        raise refusal("open_scored", each.place, link=name)
    left = {"many": "many_left", "note": "display_left"}.get(each.kind, "open_left")
    parsed.warn(left, each.place, link=name, kind=each.kind)


def _question(each: Field, dropped: Dropped) -> Question:
    labels = [" ".join(words.values()) for _, words in each.options]
    figures = [each.scores.get(code, whole(code)) for code, _ in each.options]
    numeric = all(figure is not None for figure in figures)
    gone: frozenset[int] = frozenset()
    if numeric and not each.scores:
        gone = missing_codes([int(figure or 0) for figure in figures], labels)
    options = []
    for (code, words), figure in zip(each.options, figures, strict=True):
        if figure is not None and figure.denominator == 1 and int(figure) in gone:
            said = next(iter(words.values()), "")
            dropped.setdefault((code, said), []).append(each)
            continue
        options.append(Option(code, words, figure if numeric else None))
    if len(options) < 2:
        raise refusal("options_few", each.place, link=each.name[:80])
    if len(options) > limits.OPTIONS:
        raise refusal("options_count", each.place, count=str(len(options)))
    codes_ = [option.code for option in options]
    twice = next((code for code in codes_ if codes_.count(code) > 1), None)
    if twice is not None:
        raise refusal("option_twice", each.place, option=twice[:40])
    if not each.label:
        raise refusal("text_absent", each.place, link=each.name[:80])
    if len(each.name) > limits.ID:
        raise refusal("name_long", each.place, link=each.name[:80], limit=str(limits.ID))
    required = each.required and len(options) == len(each.options)
    made = Question(each.name, each.label, options, each.place, required=required)
    if each.hint:
        made.extra["hint"] = dict(each.hint)
    return made


def _values(parsed: Parsed, choices: Choices) -> dict[str, Value]:
    """Answers as a formula sees them: the code that was chosen, as a figure where it is one."""
    found: dict[str, Value] = {}
    for question in parsed.questions:
        if question.id in choices:
            code = question.options[choices[question.id]].code
            figure = whole(code)
            found[question.id] = code if figure is None else figure
    return found


def _score(fields: list[Field], trees: Mapping[str, Node | None], parsed: Parsed) -> None:
    declared: dict[str, Weights] = {
        question.id: [option.weight for option in question.options] for question in parsed.questions
    }
    known = {name: tree for name, tree in trees.items() if tree is not None}
    reckoner = Reckoner(known)
    candidates = []
    for each in fields:
        if each.kind != "calculate":
            continue
        tree = trees[each.name]
        looked = _looked_at(tree, known) if tree is not None else frozenset()
        if tree is None and not _mentions(each.formula, declared):
            looked = frozenset()
        elif tree is None or (looked & set(declared) and looked - set(declared) - set(known)):
            raise refusal("formula_unread", each.place, name=each.name)
        if tree is None or not looked & set(declared):
            parsed.warn("formula_left", each.place, name=each.name)
            continue
        formula = _formula(reckoner, tree, parsed)
        mine = {name: declared[name] for name in declared if name in looked}
        candidates.append(Candidate(Calculation(each), formula, mine))
    settle(parsed, candidates, declared)


def _mentions(text: str, declared: Mapping[str, Weights]) -> bool:
    """Whether a formula that cannot be read names a question."""
    return any(f"{{{name}}}" in text or f"[{name}" in text for name in declared)


@dataclass(frozen=True)
class Calculation:
    """A calculation's name, words and place."""

    field: Field

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> Words:
        return self.field.label

    @property
    def place(self) -> Place:
        return self.field.place


def _looked_at(tree: Node, known: Mapping[str, Node]) -> frozenset[str]:
    """Fields behind a formula, through the formulas that it names."""
    found: set[str] = set()
    waiting = list(tree.fields())
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += known[name].fields() if name in known else ()
    return frozenset(found)


def _formula(reckoner: Reckoner, tree: Node, parsed: Parsed) -> Formula:
    def ask(choices: Choices) -> Fraction | None:
        try:
            value = reckoner.value(tree, _values(parsed, choices))
        except (Unread, RecursionError, OverflowError) as error:
            raise NotAdditive("formula_unread") from error
        if isinstance(value, str):
            if value.strip():
                raise NotAdditive("formula_text")
            return None
        return Fraction(int(value)) if isinstance(value, bool) else value

    return patiently(ask)


def _skip(
    parsed: Parsed, named: Mapping[str, Field], trees: Mapping[str, Node | None]
) -> list[Remark]:
    """Conditions become the filter's `skip_when` where one answer makes all the rest not apply."""
    asked = parsed.questions
    first = next((n for n, q in enumerate(asked) if named[q.id].when), None)
    if first is None:
        return []
    gates = {}
    for question in asked[first:]:
        gates[question.id] = _gate(named[question.id], asked, trees)
    agreed = set(gates.values())
    gate = next(iter(agreed)) if len(agreed) == 1 else None
    if gate is None or first == 0 or asked[first - 1].id != gate[0] or not gate[1]:
        odd = next((q for q in asked[first:] if gates[q.id] is None), asked[first])
        return [Remark("when_kind", odd.place, {"link": odd.id})]
    filter_ = asked[first - 1]
    filter_.skip_when = tuple(o.code for o in filter_.options if o.code not in gate[1])
    if not filter_.skip_when:
        return [Remark("when_kind", filter_.place, {"link": filter_.id})]
    return []


def _gate(
    each: Field, asked: list[Question], trees: Mapping[str, Node | None]
) -> tuple[str, frozenset[str]] | None:
    """The one question and its answers under which a field is asked."""
    gate: Question | None = None
    allowed: frozenset[str] | None = None
    for text, _ in each.when:
        try:
            tree = parse(text)
        except (Unread, RecursionError):
            return None
        names = tree.fields()
        found = next((q for q in asked if {q.id} == names), None)
        if found is None or (gate is not None and gate is not found):
            return None
        gate = found
        codes = _allowed(tree, found)
        if codes is None:
            return None
        allowed = codes if allowed is None else allowed & codes
    return None if gate is None or allowed is None else (gate.id, allowed)


def _allowed(tree: Node, gate: Question) -> frozenset[str] | None:
    reckoner = Reckoner({})
    found = set()
    for option in gate.options:
        figure = whole(option.code)
        try:
            value = reckoner.value(tree, {gate.id: option.code if figure is None else figure})
        except (Unread, RecursionError):
            return None
        if value is True or (not isinstance(value, bool) and value):
            found.add(option.code)
    return frozenset(found)
