"""A definition from outside: every key of the shape that the engine counts on, before it is kept."""

from collections.abc import Mapping
from typing import Any

from surveys.rules.definition import LOCALES, Definition
from surveys.rules.form import BadForm, Form, parse
from surveys.rules.scoring import Band, score

from . import limits
from .parsed import refusal

METHODS = frozenset({"sum", "mean", "count"})
MISSING = frozenset({"bounds", "zero", "prorate"})
BRANCHES = 400


def check(definition: Definition) -> None:
    """Refuse what would only fail later, under a student's hands."""
    try:
        form = parse(definition.questions, definition.scoring)
        _scoring(definition.scoring)
        _facts(definition.facts)
        for row in definition.questions:
            _row(row)
        _try(form)
    except BadForm as error:
        raise refusal("form_bad", reason=str(error)[:200]) from error
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise refusal("form_bad", reason=f"{type(error).__name__} {error}"[:200]) from error


def _need(truth: object, what: str) -> None:
    if not truth:
        raise BadForm(what)


def _int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 10_000


def _words(words: Any) -> bool:
    return isinstance(words, dict) and all(
        isinstance(words.get(locale), str) and len(words[locale]) <= limits.TEXT
        for locale in LOCALES
    )


def _scoring(scoring: Mapping[str, Any]) -> None:
    for table in (scoring, *scoring.get("subscales", {}).values()):
        gaps = table.get("missing", {})
        _need(gaps.get("rule", "bounds") in MISSING, "missing.rule")
        _need(0 <= float(gaps.get("max_share", 0)) <= 1, "missing.max_share")
        _need(table.get("method", "sum") in METHODS, "method")
    for name in ("met_at", "strict_at"):
        _need(name not in scoring or _int(scoring[name]), name)
    rules = scoring.get("rules", [])
    codes = [rule["code"] for rule in rules]
    _need(len(set(codes)) == len(codes) <= limits.SCALES, "rules")
    for rule in rules:
        code = rule["code"]
        _need(isinstance(code, str) and 0 < len(code) <= limits.ID, f"rule {code}: code")
        _need(
            rule["band"].upper() in Band.__members__ and rule["band"] != "no_cuts",
            f"rule {code}: band",
        )
        _need(_words(rule["name"]) and _words(rule["population"]), f"rule {code}: words")
        for name in ("criterion", "source"):
            _need(isinstance(rule.get(name), str), f"rule {code}: {name}")
        _tree(rule["tree"], code)
        scope = rule.get("scope", {})
        _need(scope.get("sex", "m") in {"m", "f", "u"}, f"rule {code}: scope")
        _need("grades" not in scope or _grades(scope["grades"]), f"rule {code}: scope")
    _need(scoring.get("routing", "") in {"", *codes}, "routing names no rule")


def _tree(tree: Any, code: str) -> None:
    waiting, seen = [tree], 0
    while waiting:
        node, seen = waiting.pop(), seen + 1
        _need(seen < BRANCHES, f"rule {code}: too many branches")
        if isinstance(node, str):
            continue
        if {"of", "item", "scale"} & set(node):
            _need(_number(node["at_least"]), f"rule {code}: at_least")
        for name in ("all", "any", "of"):
            _need(isinstance(node.get(name, []), list), f"rule {code}: {name}")
            waiting += node.get(name, [])
        waiting += [node["not"]] if "not" in node else []


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


def _grades(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(map(_int, value))
        and value[0] <= value[1]
    )


def _facts(facts: Mapping[str, Any]) -> None:
    _need(_grades(facts["grades"]), "grades")
    _need(_int(facts["minutes"]), "minutes")
    for name in ("recall", "rights"):
        _need(isinstance(facts.get(name, ""), str), name)
    _need(all(isinstance(source, str) for source in facts.get("sources", [])), "sources")
    rates = facts.get("expected", {"rates": [0, 0, 0]})["rates"]
    _need(len(rates) == 3 and all(0 <= float(rate) <= 1 for rate in rates), "expected.rates")


def _row(row: Mapping[str, Any]) -> None:
    name = row["id"]
    _need(isinstance(name, str) and 0 < len(name) <= limits.ID, f"item id {str(name)[:50]}")
    _need(len(row["options"]) <= limits.OPTIONS, f"item {name}: options")
    for key in ("scored", "reverse", "required"):
        _need(isinstance(row.get(key, False), bool), f"item {name}: {key}")
    for key in ("met_at", "safety_at"):
        _need(key not in row or _int(row[key]), f"item {name}: {key}")
    for key in ("hint", "lead", "text"):
        _need(key not in row or _words(row[key]), f"item {name}: {key}")
    for option in row["options"]:
        _need(
            isinstance(option["value"], int) and abs(option["value"]) <= limits.WEIGHT,
            f"item {name}: value",
        )


def _try(form: Form) -> None:
    """Score the ends and nothing at all: whatever raises here would raise later."""
    _need(len(form.items) <= limits.QUESTIONS, "too many questions")
    for choices in (
        [0] * len(form.items),
        [len(item.codes) - 1 for item in form.items],
        [None] * len(form.items),
    ):
        score(form, choices)
