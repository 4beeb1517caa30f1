"""The lot: same seed, same children; what can be sealed; when a case follows."""

import pytest

from surveys.rules import blind

NAMES = [f"slip {n}" for n in range(4000)]


def drawn(seed, share):
    return {name for name in NAMES if blind.drawn(seed, name, share)}


def test_the_same_seed_draws_the_same_slips_and_another_seed_others():
    assert drawn("a", 5) == drawn("a", 5)
    assert drawn("a", 5) != drawn("b", 5)


@pytest.mark.parametrize("share", blind.SHARES)
def test_about_as_many_are_drawn_as_was_said(share):
    """Within four standard errors of a Bernoulli sample."""
    n, p = len(NAMES), share / 100
    assert abs(len(drawn("seed", share)) - n * p) < 4 * (n * p * (1 - p)) ** 0.5


def test_a_larger_share_keeps_those_of_the_smaller_one():
    assert drawn("a", 2) <= drawn("a", 5) <= drawn("a", 10)
    assert drawn("a", 0) == set()
    assert drawn("a", 100) == set(NAMES)


@pytest.mark.parametrize(
    ("kinds", "on_paper", "sealed"),
    [
        ((), False, True),
        (("cut",), False, True),
        (("cut",), True, False),
        (("safety",), False, False),
        (("cut", "safety"), False, False),
        (("talk",), False, False),
        (("cut", "talk"), False, False),
    ],
)
def test_only_a_cut_or_nothing_is_sealed(kinds, on_paper, sealed):
    assert blind.can_be_sealed(frozenset(kinds), on_paper=on_paper) is sealed


@pytest.mark.parametrize(
    ("picked", "finding", "wanted", "follows"),
    [
        (True, "confirmed", False, True),
        (False, "confirmed", False, True),
        (False, "other", False, True),
        (True, "not", False, False),
        (True, "not", True, True),
        (True, "sub", False, False),
        (False, "sub", True, True),
        (True, "declined", False, True),
        (False, "declined", False, False),
        (False, "declined", True, False),
    ],
)
def test_when_a_case_follows(picked, finding, wanted, follows):
    assert blind.opens_case(picked=picked, finding=finding, wanted=wanted) is follows
