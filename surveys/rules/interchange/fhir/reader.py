"""A FHIR Questionnaire (R4 or R5, JSON) -> a parsed questionnaire, or every reason against it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from surveys.rules.interchange import limits, own
from surveys.rules.interchange.additive import NotAdditive
from surveys.rules.interchange.document import nodes
from surveys.rules.interchange.parsed import Parsed, Place, Refused, Remark, refusal
from surveys.rules.interchange.plain import plain
from surveys.rules.interchange.scales import Candidate, settle

from . import conditions
from .formulas import Engine
from .items import Calculated, Tree, Walk
from .options import Reader, language_of
from .words import words

ROOT = "Questionnaire"


def read(resource: Mapping[str, Any]) -> Parsed:
    """Read, weigh and prove; nothing outside the file is looked at."""
    if resource.get("resourceType") != ROOT:
        raise refusal("not_questionnaire", kind=str(resource.get("resourceType", ""))[:60])
    problems = _forbidden(resource)
    parsed = Parsed("fhir")
    language = language_of(resource)
    _head(resource, parsed, language)
    walk = Walk(Reader(resource, language), parsed)
    walk.walk(resource.get("item"), f"{ROOT}.item", [])
    tree = walk.tree
    problems += tree.problems + conditions.loops(resource.get("item"), f"{ROOT}.item")
    if not problems:
        problems += conditions.skip(tree)
    if not tree.asked and not problems:
        problems.append(Remark("no_question"))
    if len(tree.asked) > limits.QUESTIONS:
        problems.append(Remark("questions_many", facts={"limit": str(limits.QUESTIONS)}))
    if problems:
        raise Refused(*problems)
    parsed.questions = [each.question for each in tree.asked]
    if not own.restore_fhir(resource, tree, parsed):
        _score(resource, tree, parsed)
    return parsed


def _forbidden(resource: Mapping[str, Any]) -> list[Remark]:
    found = []
    if any(isinstance(node, dict) and "modifierExtension" in node for node in nodes(resource)):
        found.append(Remark("modifier", Place(path=ROOT)))
    if resource.get("derivedFrom"):
        found.append(Remark("elsewhere", Place(path=f"{ROOT}.derivedFrom"), {"url": "derivedFrom"}))
    if resource.get("implicitRules"):
        found.append(Remark("modifier", Place(path=f"{ROOT}.implicitRules")))
    return found


def _head(resource: Mapping[str, Any], parsed: Parsed, language: str) -> None:
    title = words(resource, "title", language, limits.LABEL) or words(
        resource, "name", language, limits.LABEL
    )
    parsed.texts["title"] = title
    parsed.texts["about"] = words(resource, "description", language)
    parsed.code = plain(resource.get("name") or resource.get("id"), 80)
    rights = plain(resource.get("copyright"), 2000)
    parsed.facts["rights"] = rights
    source = plain(resource.get("url"), 300)
    parsed.facts["sources"] = [source] if source else []


def _score(resource: Mapping[str, Any], tree: Tree, parsed: Parsed) -> None:
    """The formulas where there are some, else every weight that there is."""
    declared = {
        each.question.id: [option.weight for option in each.question.options] for each in tree.asked
    }
    engine = Engine(resource, tree.asked, tree.calculated[: limits.SCALES])
    candidates: list[Candidate] = []
    deaf: list[Calculated] = []
    for calculated in tree.calculated[: limits.SCALES]:
        formula = engine.formula(calculated)
        try:
            candidates.append(Candidate(calculated, formula, _spread(formula, declared)))
        except NotAdditive as error:
            if error.code == "formula_silent" and _weighed(declared):
                deaf.append(calculated)
            elif error.code == "formula_text":
                parsed.warn("formula_text", calculated.place, name=calculated.name)
            else:
                facts = {"name": calculated.name}
                raise Refused(Remark(error.code, calculated.place, facts)) from error
    for calculated in deaf:
        parsed.warn("formula_deaf", calculated.place, name=calculated.name)
    settle(parsed, candidates, declared)
    ranges = [each.declared for each in tree.calculated if each.declared]
    if len(tree.calculated) == 1 and ranges:
        parsed.declared = ranges[0]


def _spread(formula: Any, declared: Mapping[str, Any]) -> dict[str, Any]:
    """Refuse at once what says nothing for any answer or says words."""
    low = formula(dict.fromkeys(declared, 0))
    high = formula({name: len(row) - 1 for name, row in declared.items()})
    middle = formula({name: len(row) // 2 for name, row in declared.items()})
    if low == high == middle:
        raise NotAdditive("formula_silent")
    return dict(declared)


def _weighed(declared: Mapping[str, list[Fraction | None]]) -> bool:
    return any(weight is not None for row in declared.values() for weight in row)
