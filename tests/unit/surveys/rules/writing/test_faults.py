"""Each contradiction is named with its table and its id, so that an editor can show where."""

from typing import Any

import pytest

from surveys.rules.definition import faults, read
from surveys.rules.form import BadForm

WORDS = {"zh-hans": "字", "en": "word"}
RULE = {"code": "r", "band": "flagged", "name": WORDS, "population": WORDS, "tree": "i1"}


def form(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "code": "made", "number": 1,
        **dict.fromkeys(("title", "about", "lead", "label"), WORDS),
        "options": {"set": [{"code": c, "value": n, **WORDS} for n, c in enumerate("ab")]},
        "questions": [{"id": name, "options": "set", **WORDS} for name in ("i1", "i2")],
        "scoring": {"total": "sum", "rules": [RULE]},
    }  # fmt: skip
    return {**base, **changes}


def questions(*changes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": f"i{n}", "options": "set", **WORDS, **each} for n, each in enumerate(changes, 1)]


def rule(**changes: Any) -> dict[str, Any]:
    return {"total": "sum", "rules": [{**RULE, **changes}]}


CASES = [
    ({"questions": questions({"options": "gone"})}, "no_set", ("questions", "i1"), "gone"),
    ({"questions": questions({}, {"id": "i1"})}, "item_twice", ("questions", "i1"), ""),
    ({"questions": questions({"skip_when": ["z"]})}, "no_option", ("questions", "i1"), "z"),
    (
        {"questions": questions({"skip_when": ["a"]}, {"skip_when": ["a"]})},
        "two_filters",
        ("questions", "i2"),
        "",
    ),
    ({"options": {"set": [{"code": "a", "value": 0, **WORDS}]}}, "few_options", ("questions", "i1"), ""),
    ({"scoring": {"total": ""}}, "bad_total", ("scoring", "total"), ""),
    (
        {"scoring": {"total": "sum", "subscales": {"s": {"items": ["x"]}}}},
        "scale_item",
        ("subscales", "s"),
        "x",
    ),
    ({"scoring": rule(tree="x")}, "rule_item", ("rules", "r"), "x"),
    ({"scoring": rule(tree={"not": {"scale": "x", "at_least": 1}})}, "rule_scale", ("rules", "r"), "x"),
    ({"scoring": rule(tree={})}, "rule_empty", ("rules", "r"), ""),
    ({"scoring": rule(tree={"at_least": 3, "of": ["i1", "i2"]})}, "rule_count", ("rules", "r"), "3"),
    ({"scoring": {"total": "sum", "rules": [RULE, RULE]}}, "rule_twice", ("rules", "r"), ""),
    ({"scoring": rule() | {"routing": "x"}}, "no_route", ("scoring", "routing"), "x"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "place", "name"), CASES, ids=[case[1] for case in CASES]
)
def test_a_contradiction_is_named(changes: Any, code: str, place: Any, name: str) -> None:
    found = faults(form(**changes))
    assert (found[0].code, found[0].place, found[0].name) == (code, place, name)
    with pytest.raises(BadForm) as refused:
        read(form(**changes))
    assert str(refused.value) == str(found[0])


def test_all_of_them_are_named_at_once() -> None:
    scoring = {"total": "sum", "rules": [{**RULE, "tree": {"all": ["x", "y"]}}], "routing": "z"}
    assert [fault.name for fault in faults(form(scoring=scoring))] == ["x", "y", "z"]


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    assert faults(form()) == []
