"""The page that says what is proved by which test names tests and doors that exist."""

import re

import pytest
from django.urls import get_resolver

from tests.architecture import source

PAGE = source.ROOT / "school_safety" / "docs" / "reference" / "help-row-by-row.md"
SHORT = {"TII/": "tests/integration/interventions/", "TUR/": "tests/unit/interventions/rules/"}
ROWS = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]


def named(row):
    for path, test in re.findall(r"`([\w/]+\.py)::(test_\w+)`", row):
        head = next((short for short in SHORT if path.startswith(short)), "")
        yield SHORT.get(head, "") + path.removeprefix(head), test


def doors():
    found = set()
    for space, (_prefix, resolver) in get_resolver().namespace_dict.items():
        found |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_row_is_proved_by_a_test_that_exists(row):
    tests = list(named(row))
    assert tests
    for path, test in tests:
        text = source.ROOT.joinpath(path).read_text(encoding="utf-8")
        assert f"def {test}(" in text, f"{path}::{test}"


def test_every_door_exists():
    told = set(re.findall(r"`((?:interventions|office|home|reports):\w+)`", "\n".join(ROWS)))
    assert told - doors() == set()
