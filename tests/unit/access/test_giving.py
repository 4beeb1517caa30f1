"""The table of who gives what, read line by line against TRUST section 4."""

import pytest

from school_safety.access.choices import Role
from school_safety.access.giving import END, FACTOR, GIVE, LETTER

ALONE: frozenset[str] = frozenset()
NOT_BY_WEB = {"da", "au", "pa", "du", "op", "st", "gu", "an"}


def test_the_head_gives_the_roles_of_her_school_alone() -> None:
    assert {role for role, ways in GIVE.items() if ways.get("sa") == ALONE} == {
        "te", "ht", "ed", "rv", "ck",
    }  # fmt: skip


def test_a_counselor_takes_head_and_lead() -> None:
    assert GIVE["co"] == {"ld": {"sa"}, "sa": {"ld"}}


@pytest.mark.parametrize("role", ["sa", "ld", "cl"])
def test_the_district_gives_by_two(role) -> None:
    assert GIVE[role] == {"da": {"da"}}


def test_what_is_nobodys_to_give() -> None:
    assert set(GIVE) == set(Role.values) - NOT_BY_WEB


@pytest.mark.parametrize("role", ["da", "au", "co", "ld"])
def test_heavy_roles_lose_a_second_factor_by_two_only(role) -> None:
    assert all(second for second in FACTOR[role].values())


def test_nobody_prints_a_letter_to_more_than_she_may_read() -> None:
    assert set(LETTER["co"]) == {"ld"}
    assert set(LETTER["ld"]) == {"da"}
    assert not {"au", "pa", "du", "op"} & set(LETTER)


def test_ending_takes_one() -> None:
    assert all(second == ALONE for ways in END.values() for second in ways.values())
