"""Which entries may be offered, and which are never kept."""

from datetime import date

import pytest

from interventions.rules.directory import forced_words, referable, stale

TODAY = date(2026, 11, 22)
GOOD = {"kind": "centre", "is_active": True, "no_force": True, "licence_until": None, "on": TODAY}


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({}, True),
        ({"licence_until": TODAY}, True),
        ({"licence_until": date(2026, 11, 21)}, False),
        ({"is_active": False}, False),
        ({"no_force": False}, False),
        ({"kind": "hotline"}, False),
    ],
)
def test_referable(changes, offered):
    assert referable(**{**GOOD, **changes}) is offered


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["区里办的门诊，不收费"], ()),
        (["军事化管理", "全封闭"], ("全封闭", "军事化")),
        (["A LOCKDOWN Boot Camp"], ("boot camp", "lockdown")),
        ([""], ()),
    ],
)
def test_words_of_force(texts, words):
    assert forced_words(texts) == words


@pytest.mark.parametrize(
    ("verified", "old"),
    [
        (None, True),
        (date(2026, 11, 1), False),
        (date(2026, 5, 23), False),
        (date(2026, 5, 22), True),
    ],
)
def test_stale(verified, old):
    assert stale(verified, TODAY) is old
