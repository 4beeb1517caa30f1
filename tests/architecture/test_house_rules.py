"""The house rules hold everywhere, and each rule knows good from bad."""

import pytest

from tests.architecture import source
from tests.architecture.house_rules import PYTHON_RULES, TEMPLATE_RULES, Rule

ALL = [*PYTHON_RULES, *TEMPLATE_RULES]
GENERIC = {"utils.py", "helpers.py", "common.py", "misc.py"}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_rule_tells_good_from_bad(rule: Rule):
    assert list(rule.find(*rule.good)) == []
    assert list(rule.find(*rule.bad)) != []


@pytest.mark.parametrize("rule", PYTHON_RULES, ids=lambda rule: rule.name)
def test_rule_holds_in_the_code(rule: Rule):
    assert list(_broken(rule, source.product_files())) == [], rule.why


@pytest.mark.parametrize("rule", TEMPLATE_RULES, ids=lambda rule: rule.name)
def test_rule_holds_in_the_templates(rule: Rule):
    pages = [path for path in source.template_files() if path.suffix == ".html"]
    assert list(_broken(rule, pages)) == [], rule.why


def test_every_room_has_a_name():
    assert [source.short(p) for p in source.product_files() if p.name in GENERIC] == []


def test_every_test_asserts_something():
    silent = [
        f"{source.short(path)}:{node.lineno} {node.name}"
        for path in source.test_files()
        for node in source.functions(path)
        if node.name.startswith("test_") and path.name.startswith("test_") and not _asserts(node)
    ]
    assert silent == []


def _asserts(node) -> bool:
    words = ("assert", "check", "expect", "raises", "refuse", "must_")
    for part in source.ast.walk(node):
        if isinstance(part, source.ast.Assert):
            return True
        name = getattr(part, "id", getattr(part, "attr", ""))
        if isinstance(name, str) and name.startswith(words):
            return True
    return False


def _broken(rule: Rule, paths):
    for path in paths:
        for line in rule.find(source.short(path), path.read_text(encoding="utf-8")):
            yield f"{source.short(path)}:{line}"
